#pragma once

#include "../Options.h"
#include "../fix/EditedFiles.h"
#include "Patch.h"
#include <map>
#include <set>

namespace sc_lint {

/// What has changed in the code: which lines are new, and what the files were before.
/// Files are named by their real paths.
class Changes {
public:
  /// A file of now.
  struct File {
    std::string OldPath; ///< What it was called before; "" if it was not there.
    std::vector<LineEdit> Edits;
  };
  const std::map<std::string, File> &files() const { return Files; }
  bool isChanged(llvm::StringRef Path) const { return Files.count(Path.str()); }
  /// True if the file was not there before.
  bool isNew(llvm::StringRef Path) const;
  /// The files that are not there any more.
  const std::set<std::string> &gone() const { return Gone; }
  /// The files that have changed, as they were before. Those that are new are not there.
  const EditedFiles &before() const { return Before; }

  /// What the changes are looked for in: a folder, or "" if that is not known.
  std::string Tree;

  /// Where line \p Line of \p Path, from 1, stood before; 0 if it is new.
  size_t lineBefore(llvm::StringRef Path, size_t Line) const;

  /// Where the names of a patch lead to.
  struct Names {
    llvm::StringRef Root;
    bool HavePrefix = false; ///< "a/" or "b/" is in front of each. Else that may be so.
  };

  /// Adds what \p Patch does.
  ///
  /// Errors: a file is not as the patch leaves it, or the second patch of that.
  llvm::Error add(FilePatch Patch, Names Of);

  /// Adds a file that may not have been there.
  void addNew(llvm::StringRef Path);

private:
  std::map<std::string, File> Files;
  std::set<std::string> Gone;
  EditedFiles Before;
};

/// Reads what --since or --diff-file names. \p Folder: where the user is.
///
/// Errors: there is no git, or no repository or revision; the patch cannot be read, or the
/// files are not as it leaves them.
llvm::Expected<Changes> readChanges(const Options &Given, llvm::StringRef Folder);

} // namespace sc_lint
