#include "ReplaceFile.h"
#include "Streams.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
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

/// Writes a new file, if \p Sync down to the disk; if that fails, takes it away again, and errno
/// tells.
static bool create(const std::string &Name, StringRef Content, unsigned Mode, bool Sync) {
  const int Descriptor = ::open(Name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Mode);
  if (Descriptor < 0)
    return false;
  const bool Written = writeAll(Descriptor, Content) && (!Sync || ::fsync(Descriptor) == 0);
  const int Reason = errno;
  ::close(Descriptor);
  if (!Written)
    ::unlink(Name.c_str());
  errno = Reason;
  return Written;
}

Error writeNewFile(StringRef Path, StringRef Content, unsigned Mode) {
  return create(Path.str(), Content, Mode, /*Sync=*/true) ? Error::success()
                                                          : failed("write", Path);
}

static Error replace(StringRef Path, StringRef Content, bool Sync) {
  SmallString<256> Real(Path);
  sys::fs::file_status Status;
  const bool Exists = !sys::fs::status(Path, Status);
  if (Exists && !sys::fs::is_regular_file(Status))
    return createStringError("cannot write '" + Path + "': it is not a regular file");
  if (Exists && sys::fs::real_path(Path, Real)) // A link goes on to be one.
    return createStringError("cannot write '" + Path + "': its place is not known");
  const std::string New = (Real + ".sc-lint-" + Twine(sys::Process::getProcessId())).str();
  if (!create(New, Content, 0666, Sync))
    return failed("write", Path);
  const bool Moved = (!Exists || ::chmod(New.c_str(), Status.permissions()) == 0) &&
                     ::rename(New.c_str(), Real.c_str()) == 0;
  if (Moved)
    return Error::success();
  Error Result = failed("write", Path);
  ::unlink(New.c_str());
  return Result;
}

Error replaceFile(StringRef Path, StringRef Content) { return replace(Path, Content, true); }

Error replaceFileSoon(StringRef Path, StringRef Content) { return replace(Path, Content, false); }

bool holds(StringRef Path, StringRef Content) {
  if (!sys::fs::is_regular_file(Path))
    return false;
  const auto Old = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Old && (*Old)->getBuffer() == Content;
}

Error replaceIfOther(StringRef Path, StringRef Content) {
  return holds(Path, Content) ? Error::success() : replaceFile(Path, Content);
}

} // namespace sc_lint
