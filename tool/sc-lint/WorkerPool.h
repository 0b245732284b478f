#pragma once

#include "llvm/Support/Error.h"
#include <chrono>
#include <functional>
#include <string>

namespace sc_lint {

/// How one job ended.
struct JobOutcome {
  enum class Kind { Finished, Crashed, TimedOut };
  Kind How = Kind::Finished;
  std::string Result; ///< What the job returned, if it finished.
  std::string Death;  ///< Else how its process died: "signal 11 (Segmentation fault)".
  std::string Errors; ///< What the job wrote to stderr.
};

/// Runs jobs in child processes, so that a job that crashes, hangs or eats the
/// memory harms nobody else.
///
/// The processes are forked, not started anew: jobs see the caller's data. Each
/// runs many jobs, and is replaced when one of them kills it.
class WorkerPool {
public:
  using Job = std::function<std::string(size_t Index)>;
  using Done = std::function<void(size_t Index, JobOutcome Outcome)>;

  /// \p Timeout 0: none.
  WorkerPool(unsigned Workers, std::chrono::seconds Timeout) : Workers(Workers), Timeout(Timeout) {}

  /// Runs jobs 0 to \p Count - 1 and calls \p Finished for each as it ends, in
  /// this process. Gives false if the user interrupted it (SIGINT, SIGTERM).
  /// Every child has ended when it returns.
  ///
  /// Where the system gives fewer children than wanted, those do it all.
  ///
  /// Errors: not even one child can be started.
  /// Requires: the caller has no other thread.
  llvm::Expected<bool> run(size_t Count, const Job &Run, const Done &Finished);

private:
  const unsigned Workers;
  const std::chrono::seconds Timeout;
};

} // namespace sc_lint
