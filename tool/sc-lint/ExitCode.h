#pragma once

namespace sc_lint {

/// What the process says to its caller. Of several, the first in the order
/// Failed, Incomplete, Findings counts.
enum class ExitCode {
  Clean = 0,
  Findings = 1,
  Failed = 2,     ///< Wrong usage or configuration, or an internal error.
  Incomplete = 3, ///< A translation unit could not be analysed to its end.
  Interrupted = 130,
};

} // namespace sc_lint
