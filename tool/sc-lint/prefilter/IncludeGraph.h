#pragma once

#include "../cache/UnitInputs.h"
#include "FileScan.h"
#include "SearchPath.h"
#include "llvm/ADT/StringMap.h"
#include <memory>

namespace sc_lint {

/// What a unit and the files that it may include say, but for the toolchain's own headers.
struct Closure {
  SpelledWords Words;
  /// All files of it are known: each #include names one that is there.
  bool IsComplete = true;
  /// One of them includes a file that is not there, whatever the conditions are.
  bool MissesPlain = false;
  /// One of them includes what it does not name.
  bool HasOtherIncludes = false;
  /// There is more to it than the text of files: modules, pipes.
  bool NeedsParse = false;

  /// One of the files may wait by hand for threads that it has others start.
  bool WaitsForThreads = false;
  std::set<std::string> ThreadNames; ///< As in FileScan.

  /// Each of the files, which the graph keeps.
  std::vector<std::pair<llvm::StringRef, const FileScan *>> Files;

  explicit Closure(const WordList &Words) : Words(Words) {}
};

/// Which files include which, in any branch of their conditions. Each is read once, and each
/// name is looked up once in each search path.
class IncludeGraph {
public:
  /// How far it goes.
  enum class Reach { Toolchain, Installed };

  /// \p Far: also headers of libraries that are installed in the system are left out, or only
  /// those of the toolchain.
  IncludeGraph(const WordList &Words, std::string ResourceDir, Reach Far = Reach::Toolchain)
      : Words(Words), ResourceDir(std::move(ResourceDir)), Far(Far) {}

  /// What the text of \p File says.
  const SpelledWords &wordsOf(llvm::StringRef File) { return node(File).Scan.Words; }

  /// The closure of the unit \p File, with what is included before it. \p Asked gets what
  /// was looked for and read.
  Closure closureOf(llvm::StringRef File, llvm::StringRef Folder, const SearchPath &Path,
                    UnitInputs &Asked);

  /// The closure of exactly the files \p Paths.
  Closure closureOf(llvm::ArrayRef<std::string> Paths, UnitInputs &Asked);

private:
  struct Node {
    std::string Path, Folder;
    FileScan Scan;
    bool IsReadable = true;
    bool IsLeftOut = false;
    bool IsRegular = true; ///< Reading it takes nothing away from it.
  };
  /// What a name leads to.
  struct Lookup {
    const Node *Found = nullptr;
    bool Conditional = false;
    std::string Spelled;             ///< How it was found, if by another path than its node's.
    std::vector<std::string> Missed; ///< Where else it was looked for before.
  };
  /// What the files include, as one search path finds it.
  using Edges = llvm::DenseMap<const Node *, std::vector<Lookup>>;

  const Node &node(llvm::StringRef Path);
  const Node *nodeIfThere(llvm::StringRef Path);
  bool isPlainFolder(const std::string &Path);
  std::string withoutDetours(llvm::StringRef Path);
  bool leadsTo(llvm::StringRef Path, llvm::StringRef Spelled, Lookup &To);
  bool leadsBeside(llvm::StringRef Folder, llvm::StringRef Name, Lookup &To);
  Lookup find(const IncludeLine &Line, llvm::StringRef FromFolder, const SearchPath &Path);
  const std::vector<Lookup> &includedBy(const Node &From, const SearchPath &Path);

  const WordList &Words;
  const std::string ResourceDir;
  const Reach Far;
  llvm::StringMap<std::unique_ptr<Node>> Nodes;
  llvm::StringMap<const Node *> Looked; ///< Where files were looked for.
  llvm::StringMap<bool> PlainFolders;   ///< What was asked for being one.
  std::map<const SearchPath *, Edges> Found;
  std::map<const SearchPath *, llvm::StringMap<Lookup>> Searched;
};

} // namespace sc_lint
