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
  /// Where the group is declared, in place of what stands there, and the text after it.
  CharSourceRange GroupAt;
  std::string GroupName, After;
  std::vector<FixItHint> Edits; ///< All the others.
  std::vector<size_t> Spawns;   ///< The tasks, if these are not those of the finding.
  std::string Change;           ///< What else changes, which somebody should read, or "".
  bool ForSleep = false;        ///< A wait for them takes the place of a sleep.
  std::string Withheld;         ///< Why there is none, or "" if that is not known.

  bool isPossible() const { return GroupAt.isValid(); }
};

} // namespace clang::tidy::structured
