#pragma once

#include "Capacity.h"
#include "Job.h"
#include "llvm/Support/Error.h"

namespace sc_lint {

/// Runs jobs in child processes, so that a job that crashes, hangs or eats the
/// memory harms nobody else.
///
/// The processes are forked, not started anew: jobs see the caller's data. Each
/// runs many jobs, and is replaced when one of them kills it or leaves much memory taken.
/// Where memory is short, fewer run side by side.
///
/// A job whose process died, or that took too long, is done once more, alone: when
/// all others have ended, in a new process beside which no other runs. What it did
/// to the machine, or that to it, may have been the others' fault.
class WorkerPool {
public:
  using Done = std::function<void(size_t Index, JobOutcome Outcome)>;
  /// Told at least once a second, while jobs run, of the job that has been running for the longest
  /// time.
  using Watch = std::function<void(size_t Index, std::chrono::seconds Time)>;

  /// \p Timeout 0: none.
  WorkerPool(unsigned Workers, std::chrono::seconds Timeout, MemoryRule Memory = {})
      : Workers(Workers), Timeout(Timeout), Memory(std::move(Memory)) {}

  /// Runs jobs 0 to \p Count - 1, begun in this order, and calls \p Finished for each as it ends,
  /// in this process; for one that is done twice, at the second end. Gives false if the user
  /// interrupted it (SIGINT, SIGTERM). Every child has ended when it returns.
  ///
  /// Where the system gives fewer children than wanted, those do it all.
  ///
  /// Errors: not even one child can be started, or they die before they begin a job.
  /// Requires: the caller has no other thread.
  llvm::Expected<bool> run(size_t Count, const Job &Do, const Done &Finished,
                           const Watch &Longest = nullptr);

private:
  const unsigned Workers;
  const std::chrono::seconds Timeout;
  const MemoryRule Memory;
};

} // namespace sc_lint
