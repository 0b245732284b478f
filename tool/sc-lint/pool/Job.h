#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace sc_lint {

/// What a worker does: one of many jobs, by its number.
using Job = std::function<std::string(size_t Index)>;

/// How one job ended.
struct JobOutcome {
  enum class Kind { Finished, Crashed, TimedOut };
  Kind How = Kind::Finished;
  std::string Result; ///< What the job returned, if it finished.
  std::string Death;  ///< Else how its process died: "signal 11 (Segmentation fault)".
  std::string Errors; ///< What the job wrote to stderr, or the first 64 KiB of it.
  std::chrono::duration<double> Time{0}; ///< How long it took, in all tries.
};

} // namespace sc_lint
