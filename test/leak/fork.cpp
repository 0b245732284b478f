// A child starts clean, also one that a thread makes; what it starts itself is its own.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%now:quiet=1 %leak %t 2>&1 | FileCheck %s

#include "gate.h"
#include <cstdlib>
#include <sys/wait.h>
#include <thread>

static void leak(const char *name) {
  static gate started;
  std::thread([name] {
    pthread_setname_np(pthread_self(), name);
    started.open();
    run_forever();
  }).detach();
  started.pass();
}

template <class F> static void in_child(F function) {
  const pid_t child = fork();
  if (child == 0) {
    function();
    std::exit(0);
  }
  waitpid(child, nullptr, 0);
}

int main() {
  leak("parents");
  in_child([] {});
  in_child([] { std::thread([] {}).join(); });
  in_child([] { leak("childs"); });
  in_child([] { in_child([] { leak("grandchilds"); }); });
  std::thread([] { in_child([] {}); }).join();
  // The thread that forked is the child's main thread, and may end as such.
  std::thread([] { in_child([] { pthread_exit(nullptr); }); }).join();
  if (const pid_t child = vfork(); child == 0)
    _exit(0);
}

// CHECK:     : 1 leaked thread
// CHECK:     thread 'childs'
// CHECK-NOT: thread '
// CHECK:     : 1 leaked thread
// CHECK:     thread 'grandchilds'
// CHECK-NOT: thread '
// CHECK:     : 1 leaked thread
// CHECK:     thread 'parents'
// CHECK-NOT: thread '
