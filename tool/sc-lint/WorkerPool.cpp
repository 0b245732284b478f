#include "WorkerPool.h"
#include "llvm/ADT/STLExtras.h"
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
#include <utility>
#include <vector>

namespace sc_lint {

using Clock = std::chrono::steady_clock;

namespace {

volatile std::sig_atomic_t Interrupted = 0;

/// Notes SIGINT and SIGTERM instead of dying of them, as long as it lives. They
/// come only while the caller waits with waitingMask(), so that none is missed
/// between a look at the note and the wait. Nor does it die of SIGPIPE, which a
/// pipe to a dead worker gives.
class SignalGuard {
public:
  SignalGuard() {
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
    Note.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &Note, &OldPipe);
    Interrupted = 0;
  }
  ~SignalGuard() {
    sigaction(SIGPIPE, &OldPipe, nullptr);
    sigaction(SIGINT, &OldInt, nullptr);
    sigaction(SIGTERM, &OldTerm, nullptr);
    sigprocmask(SIG_SETMASK, &OldMask, nullptr);
  }
  const sigset_t *waitingMask() const { return &OldMask; }

private:
  sigset_t OldMask;
  struct sigaction OldInt, OldTerm, OldPipe;
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
[[noreturn]] void serve(int In, int Out, int Errors, pid_t Parent, const WorkerPool::Job &Run) {
  prctl(PR_SET_PDEATHSIG, SIGKILL); // Never outlive the parent.
  if (::getppid() != Parent)        // It has died before that.
    ::_exit(0);
  std::signal(SIGINT, SIG_IGN); // The terminal sends it to all; the parent decides.
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
    llvm::errs().clear_error();
    const size_t Size = Result.size();
    if (!writeAll(Out, &Size, sizeof(Size)) || !writeAll(Out, Result.data(), Size))
      break;
  }
  ::_exit(0);
}

/// The two ends of a pipe.
struct Pipe {
  int Read = -1, Write = -1;
  bool open() {
    int Ends[2];
    if (::pipe2(Ends, O_CLOEXEC))
      return false;
    Read = Ends[0];
    Write = Ends[1];
    return true;
  }
  void close() {
    ::close(Read);
    ::close(Write);
  }
};

/// The parent's side of one child process.
class Worker {
public:
  using Pool = std::vector<std::unique_ptr<Worker>>;

  /// Errors: the system has no more processes, memory or files to give.
  static llvm::Expected<std::unique_ptr<Worker>> start(const WorkerPool::Job &Run,
                                                       const Pool &Others) {
    std::unique_ptr<Worker> New(new Worker());
    Pipe ToChild, FromChild;
    const pid_t Self = ::getpid();
    New->Errors = ::memfd_create("worker-stderr", MFD_CLOEXEC);
    if (New->Errors < 0 || !ToChild.open() || !FromChild.open() || (New->Pid = ::fork()) < 0) {
      const std::string Reason = std::strerror(errno);
      ToChild.close();
      FromChild.close();
      return llvm::createStringError("cannot start a worker process: " + Reason);
    }
    ::fcntl(New->Errors, F_SETFL, O_APPEND);
    if (New->Pid == 0) {
      // The ends of the others' pipes would keep those from seeing them closed.
      for (const auto &Other : Others)
        if (Other)
          Other->closeAll();
      ::close(ToChild.Write);
      ::close(FromChild.Read);
      serve(ToChild.Read, FromChild.Write, New->Errors, Self, Run);
    }
    ::close(ToChild.Read);
    ::close(FromChild.Write);
    New->In = ToChild.Write;
    New->Out = FromChild.Read;
    return New;
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

  /// False if the child has died with nothing to do: somebody has killed it.
  bool give(size_t Index) {
    Started = Clock::now();
    Received.clear();
    if (!writeAll(In, &Index, sizeof(Index)))
      return false;
    Job = Index;
    return true;
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
  Worker() = default;

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
    for (int *Fd : {&In, &Out, &Errors})
      if (*Fd >= 0)
        ::close(std::exchange(*Fd, -1));
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

  llvm::Expected<bool> toTheEnd() {
    const SignalGuard Guard;
    while (!Interrupted) {
      if (llvm::Error Err = giveOut())
        return Err;
      if (llvm::none_of(Pool, isBusy))
        return true;
      await(Guard);
    }
    return false;
  }

private:
  static bool isBusy(const std::unique_ptr<Worker> &W) { return W && W->Job; }

  /// Gives each idle worker a job, as long as there are any.
  ///
  /// Errors: there is no worker, and none can be started.
  llvm::Error giveOut() {
    for (auto &W : Pool) {
      if (isBusy(W) || Next == Count)
        continue;
      while (!W || W->dead() || !W->give(Next)) {
        W.reset();
        auto Started = Worker::start(Do, Pool);
        if (!Started)
          return goOnWithout(Started.takeError());
        W = std::move(*Started);
      }
      ++Next;
    }
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
  Worker::Pool Pool;
  size_t Next = 0;
};

} // namespace

llvm::Expected<bool> WorkerPool::run(size_t Count, const Job &Do, const Done &Finished) {
  return Run(Count, Workers, Timeout, Do, Finished).toTheEnd();
}

} // namespace sc_lint
