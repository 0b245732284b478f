#include "ReplaceFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace sc_lint {

static Error failed(StringRef What, StringRef Path) {
  const std::error_code Reason(errno, std::generic_category());
  return createStringError("cannot " + What + " '" + Path + "': " + Reason.message());
}

/// Writes all of \p Content, down to the disk.
static bool writeAll(int Descriptor, StringRef Content) {
  while (!Content.empty()) {
    const ssize_t Written = ::write(Descriptor, Content.data(), Content.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written < 0)
      return false;
    Content = Content.drop_front(Written);
  }
  return ::fsync(Descriptor) == 0;
}

Error writeNewFile(StringRef Path, StringRef Content, unsigned Mode) {
  const std::string Name = Path.str();
  const int Descriptor = ::open(Name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Mode);
  if (Descriptor < 0)
    return failed("write", Path);
  // What it is created with, the process may forbid for all new files.
  const bool Written = writeAll(Descriptor, Content) && ::fchmod(Descriptor, Mode) == 0;
  Error Result = Written ? Error::success() : failed("write", Path);
  ::close(Descriptor);
  if (!Written)
    ::unlink(Name.c_str());
  return Result;
}

Error replaceFile(StringRef Path, StringRef Content) {
  sys::fs::file_status Status;
  if (const std::error_code Reason = sys::fs::status(Path, Status))
    return createStringError("cannot write '" + Path + "': " + Reason.message());
  const std::string New = (Path + ".sc-lint-" + Twine(sys::Process::getProcessId())).str();
  if (Error Err = writeNewFile(New, Content, Status.permissions()))
    return Err;
  if (::rename(New.c_str(), Path.str().c_str()) == 0)
    return Error::success();
  Error Result = failed("replace", Path);
  ::unlink(New.c_str());
  return Result;
}

} // namespace sc_lint
