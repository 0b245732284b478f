#include "WorkerPool.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace sc_lint {

using Clock = std::chrono::steady_clock;

namespace {

volatile std::sig_atomic_t Interrupted = 0;

/// Notes SIGINT and SIGTERM instead of dying of them, as long as it lives. They
/// come only while the caller waits with waitingMask(), so that none is missed
/// between a look at the note and the wait.
class InterruptGuard {
public:
  InterruptGuard() {
    sigset_t Both;
    sigemptyset(&Both);
    sigaddset(&Both, SIGINT);
    sigaddset(&Both, SIGTERM);
    sigprocmask(SIG_BLOCK, &Both, &OldMask);
    struct sigaction Note = {};
    Note.sa_handler = [](int) { Interrupted = 1; };
    sigemptyset(&Note.sa_mask);
    sigaction(SIGINT, &Note, &OldInt);
    sigaction(SIGTERM, &Note, &OldTerm);
    Interrupted = 0;
  }
  ~InterruptGuard() {
    sigaction(SIGINT, &OldInt, nullptr);
    sigaction(SIGTERM, &OldTerm, nullptr);
    sigprocmask(SIG_SETMASK, &OldMask, nullptr);
  }
  const sigset_t *waitingMask() const { return &OldMask; }

private:
  sigset_t OldMask;
  struct sigaction OldInt, OldTerm;
};

bool writeAll(int Fd, const void *Data, size_t Size) {
  const char *At = static_cast<const char *>(Data);
  while (Size) {
    const ssize_t Written = ::write(Fd, At, Size);
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return false;
    At += Written;
    Size -= Written;
  }
  return true;
}

bool readAll(int Fd, void *Data, size_t Size) {
  char *At = static_cast<char *>(Data);
  while (Size) {
    const ssize_t Got = ::read(Fd, At, Size);
    if (Got < 0 && errno == EINTR)
      continue;
    if (Got <= 0)
      return false;
    At += Got;
    Size -= Got;
  }
  return true;
}

/// The child's side: jobs come in by number, results go out by length and text.
[[noreturn]] void serve(int In, int Out, int Errors, const WorkerPool::Job &Run) {
  prctl(PR_SET_PDEATHSIG, SIGKILL); // Never outlive the parent.
  std::signal(SIGINT, SIG_IGN);     // The terminal sends it to all; the parent decides.
  std::signal(SIGTERM, SIG_DFL);
  sigset_t None;
  sigemptyset(&None);
  sigprocmask(SIG_SETMASK, &None, nullptr);
  const rlimit NoCore = {0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
  const int Null = ::open("/dev/null", O_RDWR);
  ::dup2(Null, STDIN_FILENO);
  ::dup2(Null, STDOUT_FILENO);
  ::dup2(Errors, STDERR_FILENO);
  for (size_t Index; readAll(In, &Index, sizeof(Index));) {
    (void)::ftruncate(Errors, 0);
    const std::string Result = Run(Index);
    llvm::errs().flush();
    const size_t Size = Result.size();
    if (!writeAll(Out, &Size, sizeof(Size)) || !writeAll(Out, Result.data(), Size))
      break;
  }
  ::_exit(0);
}

/// The parent's side of one child process.
class Worker {
public:
  Worker(const WorkerPool::Job &Run, const std::vector<std::unique_ptr<Worker>> &Others) {
    int ToChild[2], FromChild[2];
    Errors = ::memfd_create("worker-stderr", MFD_CLOEXEC);
    if (Errors < 0 || ::pipe2(ToChild, O_CLOEXEC) || ::pipe2(FromChild, O_CLOEXEC))
      llvm::report_fatal_error("cannot make a pipe to a worker process");
    ::fcntl(Errors, F_SETFL, O_APPEND);
    Pid = ::fork();
    if (Pid < 0)
      llvm::report_fatal_error("cannot start a worker process");
    if (Pid == 0) {
      // The ends of the others' pipes would keep those from seeing them closed.
      for (const auto &Other : Others)
        if (Other)
          Other->closeAll();
      ::close(ToChild[1]);
      ::close(FromChild[0]);
      serve(ToChild[0], FromChild[1], Errors, Run);
    }
    ::close(ToChild[0]);
    ::close(FromChild[1]);
    In = ToChild[1];
    Out = FromChild[0];
  }

  ~Worker() {
    closeAll();
    if (Pid > 0) {
      ::kill(Pid, SIGKILL);
      ::waitpid(Pid, nullptr, 0);
    }
  }

  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;

  void give(size_t Index) {
    Job = Index;
    Started = Clock::now();
    Received.clear();
    (void)writeAll(In, &Index, sizeof(Index)); // A dead child is seen when reading.
  }

  /// Takes in what the child has sent. True if the job has ended.
  bool receive(JobOutcome &Outcome) {
    char Buffer[65536];
    const ssize_t Got = ::read(Out, Buffer, sizeof(Buffer));
    if (Got < 0 && (errno == EINTR || errno == EAGAIN))
      return false;
    if (Got <= 0) {
      Outcome.How = JobOutcome::Kind::Crashed;
      Outcome.Death = reap();
      Outcome.Errors = errorText();
      return true;
    }
    Received.append(Buffer, Got);
    size_t Size = 0;
    if (Received.size() < sizeof(Size))
      return false;
    std::memcpy(&Size, Received.data(), sizeof(Size));
    if (Received.size() < sizeof(Size) + Size)
      return false;
    Outcome.Result = Received.substr(sizeof(Size));
    return true;
  }

  void kill() {
    ::kill(Pid, SIGKILL);
    (void)reap();
  }

  std::string errorText() const {
    std::string Text(4096, '\0');
    const ssize_t Got = ::pread(Errors, Text.data(), Text.size(), 0);
    Text.resize(std::max<ssize_t>(Got, 0));
    return Text;
  }

  bool dead() const { return Pid <= 0; }
  int output() const { return Out; }

  std::optional<size_t> Job;
  Clock::time_point Started;

private:
  std::string reap() {
    int Status = 0;
    ::waitpid(Pid, &Status, 0);
    Pid = -1;
    if (WIFSIGNALED(Status))
      return "signal " + std::to_string(WTERMSIG(Status)) + " (" + ::strsignal(WTERMSIG(Status)) +
             ")";
    return "exit code " + std::to_string(WEXITSTATUS(Status));
  }

  void closeAll() {
    ::close(In);
    ::close(Out);
    ::close(Errors);
  }

  pid_t Pid = -1;
  int In = -1, Out = -1, Errors = -1;
  std::string Received;
};

/// The state of one run.
class Run {
public:
  Run(size_t Count, unsigned Workers, std::chrono::seconds Timeout, const WorkerPool::Job &Do,
      const WorkerPool::Done &Finished)
      : Count(Count), Timeout(Timeout), Do(Do), Finished(Finished),
        Pool(std::min<size_t>(std::max(Workers, 1u), Count)) {}

  bool toTheEnd() {
    const InterruptGuard Guard;
    while (giveOut() && !Interrupted)
      await(Guard);
    return !Interrupted;
  }

private:
  /// Gives each idle worker a job. False if there is nothing more to wait for.
  bool giveOut() {
    bool Busy = false;
    for (auto &W : Pool) {
      if ((!W || !W->Job) && Next < Count) {
        if (!W || W->dead()) {
          W.reset();
          W = std::make_unique<Worker>(Do, Pool);
        }
        W->give(Next++);
      }
      Busy |= W && W->Job;
    }
    return Busy;
  }

  /// Waits until a worker says something, or one's time is over.
  void await(const InterruptGuard &Guard) {
    std::vector<pollfd> Fds;
    std::vector<Worker *> Busy;
    for (auto &W : Pool)
      if (W && W->Job) {
        Fds.push_back({W->output(), POLLIN, 0});
        Busy.push_back(W.get());
      }
    const std::optional<timespec> Left = timeLeft(Busy);
    if (::ppoll(Fds.data(), Fds.size(), Left ? &*Left : nullptr, Guard.waitingMask()) < 0)
      return; // Interrupted.
    for (size_t I = 0; I < Busy.size(); ++I) {
      JobOutcome Outcome;
      if (Fds[I].revents && Busy[I]->receive(Outcome))
        end(*Busy[I], std::move(Outcome));
      else if (isOver(*Busy[I]))
        endLate(*Busy[I]);
    }
  }

  std::optional<timespec> timeLeft(const std::vector<Worker *> &Busy) const {
    if (Timeout.count() == 0)
      return std::nullopt;
    auto Left = std::chrono::milliseconds(Timeout);
    for (const Worker *W : Busy)
      Left = std::min(
          Left, std::chrono::ceil<std::chrono::milliseconds>(W->Started + Timeout - Clock::now()));
    Left = std::max(Left, std::chrono::milliseconds(0));
    return timespec{Left.count() / 1000, Left.count() % 1000 * 1000000};
  }

  bool isOver(const Worker &W) const {
    return Timeout.count() != 0 && Clock::now() - W.Started >= Timeout;
  }

  void endLate(Worker &W) {
    JobOutcome Outcome;
    Outcome.How = JobOutcome::Kind::TimedOut;
    Outcome.Death = "no end after " + std::to_string(Timeout.count()) + " s";
    Outcome.Errors = W.errorText();
    W.kill();
    end(W, std::move(Outcome));
  }

  void end(Worker &W, JobOutcome Outcome) {
    const size_t Index = *W.Job;
    W.Job.reset();
    Finished(Index, std::move(Outcome));
  }

  const size_t Count;
  const std::chrono::seconds Timeout;
  const WorkerPool::Job &Do;
  const WorkerPool::Done &Finished;
  std::vector<std::unique_ptr<Worker>> Pool;
  size_t Next = 0;
};

} // namespace

bool WorkerPool::run(size_t Count, const Job &Do, const Done &Finished) {
  return Count == 0 || Run(Count, Workers, Timeout, Do, Finished).toTheEnd();
}

} // namespace sc_lint
