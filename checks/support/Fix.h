#pragma once

#include "clang/Basic/Diagnostic.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::structured {

/// How far a fix can be trusted.
enum class FixTier {
  Safe,   ///< The program does what it did.
  Review, ///< One thing changes, which the fix names: an author should read it.
  Manual, ///< A plan in words. Edits, if any, are a beginning, for editors.
};

/// What can be done about a finding.
struct Fix {
  FixTier Tier = FixTier::Manual;
  std::string Effect; ///< What it does and changes, or why nothing can be done here.
  std::vector<FixItHint> Edits;
  /// Includes the runtime, for Edits. Empty if that is not needed.
  std::optional<FixItHint> Include = std::nullopt;
};

/// While one lives, in its thread, each fix is whole: it has its include, also if another
/// has it too. Else only the first of a file has, as clang-tidy would repeat it.
class WholeFixes {
public:
  WholeFixes();
  WholeFixes(const WholeFixes &) = delete;
  WholeFixes &operator=(const WholeFixes &) = delete;
  ~WholeFixes();

  static bool areWanted();
};

/// A fix that is left to the author, by the plan \p Plan.
inline Fix byHand(std::string Plan) { return {FixTier::Manual, std::move(Plan), {}}; }

/// \p Of in words, as tools read it: "fix (review): the function waits for the thread".
std::string described(const Fix &Of);

} // namespace clang::tidy::structured
