#include "WorkerPool.h"
#include "SignalGuard.h"
#include "Worker.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <poll.h>
#include <utility>

namespace sc_lint {

using Clock = Worker::Clock;

namespace {

/// The state of one run.
class Run {
public:
  Run(size_t Count, unsigned Workers, std::chrono::seconds Timeout, const MemoryRule &Memory,
      const Job &Do, const WorkerPool::Done &Finished, const WorkerPool::Watch &Longest)
      : Timeout(Timeout), Memory(Memory), Do(Do), Longest(Longest), Finished(Finished),
        Waiting(Count), Pool(std::min<size_t>(std::max(Workers, 1u), Count)) {
    std::iota(Waiting.begin(), Waiting.end(), 0);
  }

  llvm::Expected<bool> toTheEnd() {
    const SignalGuard Guard;
    llvm::Expected<bool> All = work(Guard);
    IsLastTry = true;
    for (auto At = Failed.begin(); All && *All && At != Failed.end(); ++At) {
      Pool.clear(); // Each alone, and in a new process.
      Pool.resize(1);
      Waiting = {At->first};
      All = work(Guard);
    }
    return All;
  }

private:
  static bool isBusy(const std::unique_ptr<Worker> &W) { return W && W->Current; }

  /// Does the jobs that wait. False if the user interrupted it.
  llvm::Expected<bool> work(const SignalGuard &Guard) {
    while (!Guard.isInterrupted()) {
      if (llvm::Error Err = giveOut())
        return Err;
      if (llvm::none_of(Pool, isBusy))
        return true;
      await(Guard);
    }
    return false;
  }

  /// Gives each idle worker a job, as long as there are any.
  ///
  /// Errors: there is no worker, and none can be started; or they die at once.
  llvm::Error giveOut() {
    for (auto &W : Pool) {
      if (isBusy(W))
        continue;
      if (W && W->taken() > Memory.MostAfterJob)
        W.reset();
      if (Waiting.empty())
        continue;
      if (llvm::any_of(Pool, isBusy) && !Memory.HasRoom())
        return holdBack();
      while (!W || !W->give(Waiting.front())) {
        if (W)
          ++DeathsInARow;
        W.reset();
        if (DeathsInARow > MostDeathsPerWorker * Pool.size())
          return llvm::createStringError("worker processes die before they begin to work" +
                                         LastDeath + "; if memory is short, try -j1");
        auto Started = Worker::start(Do, Pool);
        if (!Started)
          return goOnWithout(Started.takeError());
        W = std::move(*Started);
      }
      Waiting.pop_front();
    }
    return llvm::Error::success();
  }

  /// Lets nothing run beside those at work, and frees what the others have.
  llvm::Error holdBack() {
    for (auto &W : Pool)
      if (!isBusy(W))
        W.reset();
    return llvm::Error::success();
  }

  /// Fewer workers than wanted take longer, and that is all.
  llvm::Error goOnWithout(llvm::Error Reason) {
    if (llvm::none_of(Pool, isBusy))
      return Reason;
    llvm::consumeError(std::move(Reason));
    return llvm::Error::success();
  }

  /// Waits until a worker says something, or one's time is over.
  void await(const SignalGuard &Guard) {
    std::vector<pollfd> Fds;
    std::vector<Worker *> Busy;
    for (auto &W : Pool)
      if (isBusy(W)) {
        Fds.push_back({W->output(), POLLIN, 0});
        Busy.push_back(W.get());
      }
    watch(Busy);
    const timespec Left = timeLeft(Busy);
    if (::ppoll(Fds.data(), Fds.size(), &Left, Guard.waitingMask()) < 0)
      return; // Interrupted.
    for (size_t I = 0; I < Busy.size(); ++I) {
      if (Fds[I].revents)
        listen(*Busy[I]);
      if (Busy[I]->Current && isOver(*Busy[I]))
        endLate(*Busy[I]);
    }
  }

  void watch(llvm::ArrayRef<Worker *> Busy) const {
    const Worker *First =
        *std::min_element(Busy.begin(), Busy.end(), [](const Worker *A, const Worker *B) {
          return A->started() < B->started();
        });
    if (Longest)
      Longest(*First->Current,
              std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - First->started()));
  }

  /// How long to wait for a worker: until the first must have ended, but for no more than a
  /// second, since nobody else says that there is memory again or that time goes by.
  timespec timeLeft(llvm::ArrayRef<Worker *> Busy) const {
    auto Left = std::chrono::milliseconds(1000);
    if (Timeout.count() != 0)
      for (const Worker *W : Busy)
        Left = std::min(Left, std::chrono::ceil<std::chrono::milliseconds>(W->started() + Timeout -
                                                                           Clock::now()));
    Left = std::max(Left, std::chrono::milliseconds(0));
    return timespec{Left.count() / 1000, Left.count() % 1000 * 1000000};
  }

  bool isOver(const Worker &W) const {
    return Timeout.count() != 0 && Clock::now() - W.started() >= Timeout;
  }

  void listen(Worker &W) {
    JobOutcome Outcome;
    switch (W.receive(Outcome)) {
    case Worker::News::None:
      return;
    case Worker::News::Ended:
      DeathsInARow = 0;
      return end(W, std::move(Outcome));
    case Worker::News::NotBegun:
      ++DeathsInARow;
      LastDeath = ": " + Outcome.Death;
      Waiting.push_front(*std::exchange(W.Current, std::nullopt));
    }
  }

  void endLate(Worker &W) {
    JobOutcome Outcome;
    Outcome.How = JobOutcome::Kind::TimedOut;
    Outcome.Death = "no end after " + std::to_string(Timeout.count()) + " s";
    Outcome.Errors = W.kill();
    end(W, std::move(Outcome));
  }

  void end(Worker &W, JobOutcome Outcome) {
    const size_t Index = *std::exchange(W.Current, std::nullopt);
    Outcome.Time = Clock::now() - W.started();
    if (Outcome.How != JobOutcome::Kind::Finished && !IsLastTry) {
      Failed[Index] = Outcome.Time;
      return;
    }
    if (IsLastTry)
      Outcome.Time += Failed[Index];
    Finished(Index, std::move(Outcome));
  }

  /// So many, one after the other, are no accident.
  static constexpr size_t MostDeathsPerWorker = 10;

  const std::chrono::seconds Timeout;
  const MemoryRule &Memory;
  const Job &Do;
  const WorkerPool::Done &Finished;
  const WorkerPool::Watch &Longest;
  std::deque<size_t> Waiting;
  /// The jobs to be done again, and how long they took.
  std::map<size_t, std::chrono::duration<double>> Failed;
  bool IsLastTry = false;
  size_t DeathsInARow = 0; ///< Of workers that had not begun a job.
  std::string LastDeath;
  Worker::Pool Pool;
};

} // namespace

llvm::Expected<bool> WorkerPool::run(size_t Count, const Job &Do, const Done &Finished,
                                     const Watch &Longest) {
  return Run(Count, Workers, Timeout, Memory, Do, Finished, Longest).toTheEnd();
}

} // namespace sc_lint
