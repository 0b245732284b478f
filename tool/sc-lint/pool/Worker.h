#pragma once

#include "Job.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <optional>
#include <sys/types.h>
#include <vector>

namespace sc_lint {

/// The parent's side of a child process that does one job after the other.
class Worker {
public:
  using Clock = std::chrono::steady_clock;
  using Pool = std::vector<std::unique_ptr<Worker>>;

  /// What can be told of a job from what the child has sent.
  enum class News {
    None,
    Ended,    ///< The child waits for another job, or is dead.
    NotBegun, ///< The child is dead, of something else: it has not begun the job.
  };

  /// \p Others: those that the child gets to see because it is forked. Null ones are allowed.
  ///
  /// Errors: the system has no more processes, memory or files to give.
  static llvm::Expected<std::unique_ptr<Worker>> start(const Job &Run, const Pool &Others);

  /// Ends the child, whatever it does.
  ~Worker();
  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;

  /// Gives the idle child a job. False if it is dead: somebody has killed it.
  bool give(size_t Index);

  /// Takes in what the child has sent, and sets \p Outcome if the job has ended.
  News receive(JobOutcome &Outcome);

  /// Ends the child, and gives what it wrote to stderr for this job.
  std::string kill();

  /// The memory that the child has taken since it began. Unit: bytes; 0 if it is dead.
  uint64_t taken() const;

  /// The job that it does.
  std::optional<size_t> Current;

  Clock::time_point started() const { return Started; }
  /// What becomes readable when there is news.
  int output() const { return Out; }

private:
  Worker() = default;
  uint64_t memory() const;
  std::string errorText() const;
  std::string reap();
  void closeAll();

  pid_t Pid = -1;
  uint64_t AtBirth = 0; ///< What it has got of its parent's memory.
  int In = -1, Out = -1, Errors = -1;
  Clock::time_point Started;
  std::string Received;
};

} // namespace sc_lint
