#include "Worker.h"
#include "../Streams.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace sc_lint {

/// What the child sends when it begins a job. The size of the result and the result follow.
static constexpr char Begun = 'B';

static constexpr size_t MostErrorText = 64 << 10;

/// The bytes of \p Value, to be sent to a process of this program.
template <class T> static llvm::StringRef bytesOf(const T &Value) {
  return {reinterpret_cast<const char *>(&Value), sizeof(Value)};
}

static bool readAll(int Fd, void *Data, size_t Size) {
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

//===-- The child's side ----------------------------------------------------===//

/// Makes a child of the process that has been forked: nobody hears of it but by \p Errors.
static void settleIn(int Errors, pid_t Parent) {
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
}

/// Jobs come in by number, results go out by length and text.
[[noreturn]] static void serve(int In, int Out, int Errors, const Job &Run) {
  for (size_t Index; readAll(In, &Index, sizeof(Index));) {
    (void)::ftruncate(Errors, 0);
    if (!writeAll(Out, bytesOf(Begun)))
      break;
    const std::string Result = Run(Index);
    llvm::errs().flush();
    llvm::errs().clear_error();
    const size_t Size = Result.size();
    if (!writeAll(Out, bytesOf(Size)) || !writeAll(Out, Result))
      break;
  }
  ::_exit(0);
}

//===-- The parent's side ---------------------------------------------------===//

namespace {
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
} // namespace

llvm::Expected<std::unique_ptr<Worker>> Worker::start(const Job &Run, const Pool &Others) {
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
    settleIn(New->Errors, Self);
    serve(ToChild.Read, FromChild.Write, New->Errors, Run);
  }
  ::close(ToChild.Read);
  ::close(FromChild.Write);
  New->In = ToChild.Write;
  New->Out = FromChild.Read;
  New->AtBirth = New->memory();
  return New;
}

Worker::~Worker() {
  closeAll();
  if (Pid > 0) {
    ::kill(Pid, SIGKILL);
    ::waitpid(Pid, nullptr, 0);
  }
}

bool Worker::give(size_t Index) {
  Started = Clock::now();
  Received.clear();
  if (Pid <= 0 || !writeAll(In, bytesOf(Index)))
    return false;
  Current = Index;
  return true;
}

Worker::News Worker::receive(JobOutcome &Outcome) {
  char Buffer[65536];
  const ssize_t Got = ::read(Out, Buffer, sizeof(Buffer));
  if (Got < 0 && (errno == EINTR || errno == EAGAIN))
    return News::None;
  if (Got <= 0) {
    Outcome.How = JobOutcome::Kind::Crashed;
    Outcome.Death = reap();
    Outcome.Errors = errorText();
    return Received.empty() ? News::NotBegun : News::Ended;
  }
  Received.append(Buffer, Got);
  size_t Size = 0;
  constexpr size_t Head = sizeof(Begun) + sizeof(Size);
  if (Received.size() < Head)
    return News::None;
  std::memcpy(&Size, Received.data() + sizeof(Begun), sizeof(Size));
  if (Received.size() < Head + Size)
    return News::None;
  Outcome.Result = Received.substr(Head);
  return News::Ended;
}

std::string Worker::kill() {
  ::kill(Pid, SIGKILL);
  (void)reap();
  return errorText();
}

uint64_t Worker::taken() const {
  const uint64_t Now = memory();
  return Now - std::min(Now, AtBirth);
}

/// What the child has to itself, in bytes.
uint64_t Worker::memory() const {
  const auto Sizes = llvm::MemoryBuffer::getFileAsStream("/proc/" + llvm::Twine(Pid) + "/statm");
  if (Pid <= 0 || !Sizes)
    return 0;
  llvm::StringRef Rest = (*Sizes)->getBuffer(); // In pages: all, resident, shared of these, …
  uint64_t All = 0, Resident = 0, Shared = 0;
  for (uint64_t *Each : {&All, &Resident, &Shared}) {
    Rest = Rest.ltrim();
    if (Rest.consumeInteger(10, *Each))
      return 0;
  }
  return (Resident - std::min(Resident, Shared)) * llvm::sys::Process::getPageSizeEstimate();
}

std::string Worker::errorText() const {
  std::string Text(MostErrorText, '\0');
  const ssize_t Got = ::pread(Errors, Text.data(), Text.size(), 0);
  Text.resize(std::max<ssize_t>(Got, 0));
  return Text;
}

std::string Worker::reap() {
  int Status = 0;
  ::waitpid(Pid, &Status, 0);
  Pid = -1;
  if (WIFSIGNALED(Status))
    return "signal " + std::to_string(WTERMSIG(Status)) + " (" + ::strsignal(WTERMSIG(Status)) +
           ")";
  return "exit code " + std::to_string(WEXITSTATUS(Status));
}

void Worker::closeAll() {
  for (int *Fd : {&In, &Out, &Errors})
    if (*Fd >= 0)
      ::close(std::exchange(*Fd, -1));
}

} // namespace sc_lint
