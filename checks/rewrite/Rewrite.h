#pragma once

#include "clang/Basic/Diagnostic.h"
#include <string>
#include <vector>

namespace clang::tidy::structured {

/// The reason for a rewrite that only lacks a newer standard.
inline constexpr char NeedsNewerStandard[] =
    "'sc::group' needs C++17, and this file is compiled by an older standard";

/// How threads become the tasks of a group, in edits of the source.
struct Rewrite {
  /// Where the group is declared, in place of what stands there, and the text around it.
  CharSourceRange GroupAt;
  std::string Before, GroupName, After;
  bool IsMember = false; ///< The group is a member of a class.
  /// It is declared there already; and if so, an error in a task ends the program.
  bool IsThere = false, Terminates = false;
  std::vector<FixItHint> Edits; ///< All the others.
  std::vector<size_t> Spawns;   ///< The tasks, if these are not those of the finding.
  /// The tasks may throw, though it does not show: in another instantiation of the template,
  /// or what is no std::exception, where that is caught.
  bool MayThrow = false;
  std::string Change;   ///< What else changes, which somebody should read, or "".
  SourceLocation Sleep; ///< In place of which the group waits, or invalid.
  std::string Withheld; ///< Why there is none, or "" if that is not known.

  void addChange(const std::string &Text) { Change += (Change.empty() ? "" : "; ") + Text; }
  bool isPossible() const { return GroupAt.isValid(); }
};

} // namespace clang::tidy::structured
