#pragma once

#include "clang/Tooling/Core/Replacement.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <string>
#include <vector>

namespace sc_lint {

/// A file that an analysis has read, as it was then.
struct ReadFile {
  std::string Path; ///< Its real path.
  uint64_t Size = 0;
  int64_t Time = 0; ///< Of its last change, in nanoseconds.
};

/// Files as they would be after fixes, which nothing has been written of yet; or as they were
/// before. Named by their real paths.
class EditedFiles {
public:
  bool empty() const { return Files.empty(); }

  /// What the file at \p Path has been, as it was first read, and what it is now.
  struct State {
    std::string Old, New;
    bool IsHidden = false; ///< It is not there.
  };
  const std::map<std::string, State> &all() const { return Files; }

  /// What the file at \p Path would be now.
  ///
  /// Errors: it cannot be read.
  llvm::Expected<std::string> content(llvm::StringRef Path) const;

  /// Sets that.
  ///
  /// Errors: what it has been cannot be read.
  llvm::Error set(llvm::StringRef Path, std::string Content);

  /// Sets that for a file of which it does not count what it has been, or if it is there.
  void put(llvm::StringRef Path, std::string Content) {
    Files[Path.str()].New = std::move(Content);
  }
  /// Lets nothing be there.
  void hide(llvm::StringRef Path) { Files[Path.str()].IsHidden = true; }

private:
  std::map<std::string, State> Files;
};

/// Shows the files of \p Edited as they would be, and all others as they are. What is
/// read below \p Root is noted in \p Read.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
viewOf(const EditedFiles &Edited, llvm::StringRef Root, std::vector<ReadFile> &Read);

} // namespace sc_lint
