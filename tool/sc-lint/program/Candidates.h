#pragma once

#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <set>

namespace sc_lint {

/// The sources of a program that may define functions which throw.
class Candidates {
public:
  explicit Candidates(std::vector<clang::tooling::CompileCommand> Commands);

  /// Which of the functions with the full names \p Names each may define, by the numbers of
  /// commands.
  std::map<size_t, std::vector<std::string>> find(const std::set<std::string> &Names);

  const clang::tooling::CompileCommand &command(size_t Number) const { return Commands[Number]; }

  /// The sources that are there, whether they may or not.
  std::vector<std::string> paths() const;

private:
  std::vector<clang::tooling::CompileCommand> Commands;
  std::vector<size_t> Throwing; ///< Those whose text says "throw", once one was looked for.
  bool AreRead = false;
};

} // namespace sc_lint
