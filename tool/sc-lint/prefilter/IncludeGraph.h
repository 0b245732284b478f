#pragma once

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
  /// There is more to it than the text of files: modules, pipes.
  bool NeedsParse = false;

  explicit Closure(const WordList &Words) : Words(Words) {}
};

/// Which files include which, in any branch of their conditions. Each is read once, and each
/// name is looked up once in each search path.
class IncludeGraph {
public:
  IncludeGraph(const WordList &Words, std::string ResourceDir)
      : Words(Words), ResourceDir(std::move(ResourceDir)) {}

  /// The closure of the unit \p File, with what is included before it.
  Closure closureOf(llvm::StringRef File, llvm::StringRef Folder, const SearchPath &Path);

  /// The closure of exactly the files \p Paths.
  Closure closureOf(llvm::ArrayRef<std::string> Paths);

private:
  struct Node {
    std::string Folder;
    FileScan Scan;
    bool IsReadable = true;
    bool IsToolchain = false;
    bool IsRegular = true; ///< Reading it takes nothing away from it.
  };
  /// What the files include, as one search path finds it. A null stands for what is not found.
  using Edges = llvm::DenseMap<const Node *, std::vector<const Node *>>;

  const Node &node(llvm::StringRef Path);
  const Node *nodeIfThere(llvm::StringRef Path);
  const Node *find(const IncludeLine &Line, llvm::StringRef FromFolder, const SearchPath &Path);
  const std::vector<const Node *> &includedBy(const Node &From, const SearchPath &Path);

  const WordList &Words;
  const std::string ResourceDir;
  llvm::StringMap<std::unique_ptr<Node>> Nodes;
  llvm::StringMap<const Node *> Looked; ///< Where files were looked for.
  std::map<const SearchPath *, Edges> Found;
  std::map<const SearchPath *, llvm::StringMap<const Node *>> Searched;
};

} // namespace sc_lint
