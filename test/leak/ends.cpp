// Every way for a process to end, and who is reported then.

// RUN: %cxx %s -o %t

// Another thread than main ends it: it is not reported itself, nor is main.
// RUN: env SC_LEAK=%now:exitcode=7 %exits 7 %leak %t exit-in-thread 2>&1 | FileCheck %s --check-prefix=ONE
// The last thread ends it, after main.
// RUN: env SC_LEAK=%patient:exitcode=7 %exits 0 %leak %t last-thread 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: env SC_LEAK=%now:exitcode=7 %exits 7 %leak %t quick-exit 2>&1 | FileCheck %s --check-prefix=ONE
// A handler ends it again.
// RUN: env SC_LEAK=%now:exitcode=7 %exits 7 %leak %t exit-in-handler 2>&1 | FileCheck %s --check-prefix=ONE

// The program's own failure stays.
// RUN: env SC_LEAK=%now:exitcode=7 %exits 3 %leak %t failure 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: env SC_LEAK=%now:exitcode=7 %exits 3 %leak %t quick-failure 2>&1 | FileCheck %s --check-prefix=ONE
// By default the report is all.
// RUN: env SC_LEAK=%now %exits 0 %leak %t quick-exit 2>&1 | FileCheck %s --check-prefix=ONE
// What the program printed last is there.
// RUN: env SC_LEAK=%now:exitcode=7 %exits 7 %leak %t print 2>/dev/null | FileCheck %s --check-prefix=PRINTED

// No report.
// RUN: env SC_LEAK=exitcode=7 %exits 0 %leak %t at-once > %t.out 2>&1
// RUN: count 0 < %t.out
// RUN: env SC_LEAK=exitcode=7 %exits -6 %leak %t abort > %t.out 2>&1
// RUN: count 0 < %t.out

#include "gate.h"
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>

static gate started;

static void leak() {
  std::thread([] {
    pthread_setname_np(pthread_self(), "leaked");
    started.open();
    run_forever();
  }).detach();
  started.pass();
}

static void *exit_0(void *) { std::exit(0); }

static void *join_main(void *argument) {
  pthread_join(*static_cast<pthread_t *>(argument), nullptr);
  return nullptr;
}

int main(int, char **arguments) {
  const std::string end = arguments[1];
  static pthread_t thread;
  if (end == "last-thread") {
    static pthread_t main_thread = pthread_self();
    pthread_create(&thread, nullptr, join_main, &main_thread);
    pthread_exit(nullptr);
  }
  leak();
  if (end == "exit-in-thread") {
    pthread_create(&thread, nullptr, exit_0, nullptr);
    run_forever();
  }
  if (end == "exit-in-handler")
    std::atexit([] { std::exit(0); });
  if (end == "quick-exit")
    std::quick_exit(0);
  if (end == "quick-failure")
    std::quick_exit(3);
  if (end == "failure")
    return 3;
  if (end == "at-once")
    _exit(0);
  if (end == "abort")
    std::abort();
  std::printf("not flushed");
}

// ONE:      : 1 leaked thread
// ONE:      thread 'leaked'
// ONE-NOT:  thread '
// NONE:     : no leaked thread
// PRINTED:  not flushed
