#pragma once

#include "UnitReport.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// Texts that name files of a project, without saying where the project is: in them a marker
/// stands for its root, so that they mean the same in any checkout.
class Relocation {
public:
  /// \p Root is a real path with a slash at its end, see Place.
  explicit Relocation(llvm::StringRef Root) : Root(Root.rtrim('/')) {}

  /// \p Text with the marker where it names the root or what is below it.
  std::string portable(llvm::StringRef Text) const;

  /// The opposite of portable(), for the root here.
  std::string local(llvm::StringRef Text) const;

  /// What names \p File in any checkout.
  std::string nameOf(llvm::StringRef File) const { return portable(settled(File, "")); }

  /// Without a slash at its end.
  llvm::StringRef root() const { return Root; }

  /// \p Flag, of a command, likewise: in one, a folder may come right behind letters.
  std::string portableFlag(llvm::StringRef Flag) const;

  /// What names \p Command in any checkout.
  std::string idOf(const clang::tooling::CompileCommand &Command) const;

  /// Lets \p Report name its files by absolute paths that portable() understands: below the root
  /// as they are, others by their real ones. No folder of the build has to be there afterwards.
  void settlePaths(UnitReport &Report) const;

private:
  std::string settled(llvm::StringRef Path, llvm::StringRef Folder) const;

  const std::string Root; ///< Without the slash: "" for that of the file system.
};

} // namespace sc_lint
