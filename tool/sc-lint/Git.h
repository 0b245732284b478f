#pragma once

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace sc_lint {

/// A git working tree, by the program git.
class GitTree {
public:
  /// The one that \p Folder is in.
  ///
  /// Errors: there is none, or no git.
  static llvm::Expected<GitTree> around(llvm::StringRef Folder);

  /// Its topmost folder.
  const std::string &root() const { return Root; }

  /// What has changed in the files that git keeps since \p Revision, committed or not, with
  /// no line around.
  ///
  /// Errors: there is no such revision.
  llvm::Expected<std::string> diffSince(llvm::StringRef Revision) const;

  /// The files below \p Folder that git keeps, by their paths.
  ///
  /// Errors: it is in no working tree, or there is no git.
  static llvm::Expected<std::vector<std::string>> tracked(llvm::StringRef Folder);

  /// The files that git does not keep and is not told to ignore, by their paths.
  llvm::Expected<std::vector<std::string>> untracked() const;

private:
  GitTree(std::string Program, std::string Root)
      : Program(std::move(Program)), Root(std::move(Root)) {}

  std::string Program, Root;
};

} // namespace sc_lint
