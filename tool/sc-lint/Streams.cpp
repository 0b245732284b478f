#include "Streams.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace sc_lint {

void openStandardStreams() {
  // Each takes the lowest free number. Nothing can be written to a stdout that
  // is open for reading, just as to one that is closed.
  for (int Fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(Fd, F_GETFD) < 0 && errno == EBADF)
      (void)::open("/dev/null", Fd == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

bool writeAll(int Fd, llvm::StringRef Data) {
  while (!Data.empty()) {
    const ssize_t Written = ::write(Fd, Data.data(), Data.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return false;
    Data = Data.drop_front(Written);
  }
  return true;
}

void say(const std::string &Text) {
  // fmt::print would throw, and llvm::errs() would end the program.
  (void)std::fwrite(Text.data(), 1, Text.size(), stderr);
  (void)std::fflush(stderr);
}

llvm::Error flushOutput(llvm::StringRef What) {
  llvm::outs().flush();
  if (!llvm::outs().has_error())
    return llvm::Error::success();
  const std::string Reason = llvm::outs().error().message();
  llvm::outs().clear_error();
  return llvm::createStringError("cannot write " + What + ": " + Reason);
}

} // namespace sc_lint
