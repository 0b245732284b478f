#include "Toolchain.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

/// The headers of ISO C, of POSIX, and of the C libraries of Linux beside these.
static bool isOfC(StringRef Name) {
  static const StringSet<> Names = {
      "aio.h",         "alloca.h",    "ar.h",       "argp.h",      "argz.h",   "assert.h",
      "byteswap.h",    "complex.h",   "cpio.h",     "ctype.h",     "dirent.h", "dlfcn.h",
      "elf.h",         "endian.h",    "envz.h",     "err.h",       "errno.h",  "error.h",
      "execinfo.h",    "fcntl.h",     "features.h", "fenv.h",      "fmtmsg.h", "fnmatch.h",
      "fstab.h",       "fts.h",       "ftw.h",      "getopt.h",    "glob.h",   "grp.h",
      "iconv.h",       "ifaddrs.h",   "inttypes.h", "langinfo.h",  "libgen.h", "libintl.h",
      "limits.h",      "link.h",      "locale.h",   "malloc.h",    "math.h",   "mcheck.h",
      "memory.h",      "mntent.h",    "monetary.h", "mqueue.h",    "ndbm.h",   "netdb.h",
      "nl_types.h",    "nss.h",       "obstack.h",  "paths.h",     "poll.h",   "printf.h",
      "pthread.h",     "pty.h",       "pwd.h",      "regex.h",     "resolv.h", "sched.h",
      "search.h",      "semaphore.h", "setjmp.h",   "shadow.h",    "signal.h", "spawn.h",
      "stdc-predef.h", "stdint.h",    "stdio.h",    "stdio_ext.h", "stdlib.h", "string.h",
      "strings.h",     "syscall.h",   "sysexits.h", "syslog.h",    "tar.h",    "termio.h",
      "termios.h",     "tgmath.h",    "threads.h",  "time.h",      "uchar.h",  "ucontext.h",
      "ulimit.h",      "unistd.h",    "utime.h",    "utmp.h",      "utmpx.h",  "values.h",
      "wait.h",        "wchar.h",     "wctype.h",   "wordexp.h"};
  return Names.contains(Name);
}

/// Folders that hold nothing but headers of the C library and of the kernel.
static bool isFolderOfC(StringRef Name) {
  static const StringSet<> Names = {"arpa",  "asm",  "asm-generic", "bits",      "gnu",
                                    "linux", "net",  "netinet",     "netpacket", "protocols",
                                    "rpc",   "scsi", "sound",       "sys",       "video"};
  return Names.contains(Name);
}

/// True if \p Folder is one of a C library's headers.
static bool holdsC(StringRef Folder) {
  return sys::fs::exists(Folder + "/features.h") && sys::fs::exists(Folder + "/stdio.h");
}

static bool isOfCLibrary(StringRef Path) {
  constexpr StringLiteral Root = "/include/";
  const size_t At = Path.rfind(Root);
  if (At == StringRef::npos)
    return false;
  StringRef Rest = Path.drop_front(At + Root.size());
  if (Rest.split('/').first.contains("-linux-"))
    Rest = Rest.split('/').second;
  const bool Ours = Rest.contains('/') ? isFolderOfC(Rest.split('/').first) : isOfC(Rest);
  return Ours && holdsC(Path.take_front(At + Root.size() - 1));
}

/// True for ".../include/c++/12/vector", ".../include/c++/v1/vector" and the like.
static bool isOfCxxLibrary(StringRef Path) {
  constexpr StringLiteral Root = "/c++/";
  const size_t At = Path.find(Root);
  if (At == StringRef::npos || !Path.take_front(At + 1).contains("/include/"))
    return false;
  StringRef Version = Path.drop_front(At + Root.size()).split('/').first;
  Version.consume_front("v");
  return !Version.empty() && isDigit(Version.front());
}

bool isToolchainHeader(StringRef Path, StringRef ResourceDir) {
  return Path.starts_with(ResourceDir) || isOfCxxLibrary(Path) || isOfCLibrary(Path);
}

bool isInstalledHeader(StringRef Path) {
  return Path.starts_with("/usr/include/") || Path.starts_with("/usr/local/include/") ||
         Path.starts_with("/usr/lib/");
}

} // namespace sc_lint
