#pragma once

#include "../cache/UnitInputs.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sc_lint {

/// What a command says about the files that its unit includes.
struct SearchPath {
  /// Where a quoted name is looked for, after the folder of the file that says it.
  std::vector<std::string> Folders;
  size_t FirstAngled = 0;          ///< Where one in angles is: from this folder on.
  size_t FirstSystem = 0;          ///< From this on they are those of system headers.
  std::vector<std::string> Forced; ///< Files that are included before the unit.
  std::vector<std::string> Macros; ///< That the command line defines, "NAME=VALUE".
  /// The command of the compiler's front end, without the file at its end.
  std::vector<std::string> FrontEnd;
  UnitInputs Asked; ///< What the compiler asks of the system to know all this.
  bool IsCxx = false, HasOpenMp = false;
  /// There is more to it than plain folders: modules, frameworks, header maps, and the folders of
  /// all files around, where another compiler looks for a quoted name.
  bool IsUnusual = false;
};

/// Reads the command as the compiler does. Null if that cannot make sense of it.
std::unique_ptr<SearchPath> readSearchPath(const clang::tooling::CompileCommand &Command);

/// The search paths of commands. Those that differ only in their files share one.
class SearchPaths {
public:
  /// Null if the compiler cannot make sense of \p Command.
  const SearchPath *of(const clang::tooling::CompileCommand &Command);

private:
  std::map<std::string, std::unique_ptr<SearchPath>> ByFlags;
};

} // namespace sc_lint
