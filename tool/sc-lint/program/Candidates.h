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
  /// commands. Those that may be defined by a source which throws something, and only so often
  /// that the name is a hint.
  std::map<size_t, std::vector<std::string>> find(const std::set<std::string> &Names) const;

  /// The sources that are there, whether they may or not.
  std::vector<std::string> paths() const;

  /// Those that numbers stand for.
  const std::vector<clang::tooling::CompileCommand> &commands() const { return Commands; }

private:
  std::map<std::string, std::vector<size_t>> definers(const std::set<std::string> &Names) const;

  std::vector<clang::tooling::CompileCommand> Commands;
};

} // namespace sc_lint
