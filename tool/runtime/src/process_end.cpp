// Sees the process begin and end.

#include "code_places.h"
#include "leaks.h"
#include "options.h"
#include "report.h"
#include "thread_end.h"
#include "thread_registry.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <pthread.h>
#include <sys/auxv.h>
#include <unistd.h>

namespace sc::leak {

// Never destroyed: it is needed after all destructors.
static const options *settings;
// A child of `vfork` that ends by `exit` would report on its parent.
static pid_t this_process;
static std::atomic<int> quick_exit_status{0};

enum exit_code { helped = 0, wrong_options = 2 };

/// Reports; returns whether there was something to report.
static bool report() noexcept {
  try {
    code_places places;
    const found_leaks leaks = wait_for_leaks(*settings, places);
    if (!leaks.threads.empty() || !settings->quiet)
      write_report(report_on(leaks, places), settings->log);
    return !leaks.threads.empty();
  } catch (const std::exception &error) {
    write_report(std::string_view("libsc-leak: no report, for there is too little memory\n"), {});
  }
  return false;
}

/// The exit code, if it is not to be the one that the program wants. A failure of its own stays.
static int code_instead_of(int status) noexcept {
  if (getpid() != this_process)
    return 0;
  // The report waits and writes, where a cancelled thread would be unwound.
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  if (!report())
    return 0;
  return (status & 0xFF) == 0 ? settings->exit_code : 0;
}

// `exit` in a handler is undefined by the standards. In the C library of GNU it goes on with the
// handlers that are left, flushes the streams, and the last status wins; that is relied on here.
static void at_exit(int status, void *) {
  if (const int code = code_instead_of(status); code != 0)
    exit(code);
}

static void at_quick_exit_of_program() {
  if (const int code = code_instead_of(quick_exit_status); code != 0)
    _exit(code);
}

static void in_child_of_fork() {
  this_process = getpid();
  threads.reset();
  forget_the_calling_thread();
}

// Runs before `main`, and before the loader's own handler is registered, which runs the
// destructors of all libraries. Handlers run last first, so that ours comes after that: a thread
// that a destructor joins is not a leak. For this it must belong to no library, as one of
// `on_exit` does.
[[gnu::constructor]] static void at_start() noexcept {
  if (getauxval(AT_SECURE) != 0)
    return;
  try {
    const char *text = getenv("SC_LEAK");
    settings = new options(parse_options(text != nullptr ? text : ""));
    if (settings->help) {
      (void)!write(STDOUT_FILENO, options_help, std::strlen(options_help));
      _exit(helped);
    }
  } catch (const std::exception &error) {
    write_report(std::string("libsc-leak: SC_LEAK: ") + error.what() + '\n', {});
    _exit(wrong_options);
  }
  this_process = getpid();
  on_exit(at_exit, nullptr);
  at_quick_exit(at_quick_exit_of_program);
  pthread_atfork(nullptr, nullptr, in_child_of_fork);
}

} // namespace sc::leak

#pragma GCC visibility push(default)
extern "C" void quick_exit(int status) noexcept {
  sc::leak::quick_exit_status = status;
  reinterpret_cast<decltype(quick_exit) *>(dlsym(RTLD_NEXT, "quick_exit"))(status);
  __builtin_unreachable();
}
#pragma GCC visibility pop
