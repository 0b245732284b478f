// A child starts clean, also one that a thread makes; what it starts itself is its own.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%now:quiet=1:ignore_detached=1 %exits 0 %leak %t 2>&1 | FileCheck %s --implicit-check-not=libsc-leak:

#include "gate.h"
#include <cstdlib>
#include <sys/wait.h>
#include <thread>

static void leak(const char *name) {
  static gate started;
  new std::thread([name] {
    pthread_setname_np(pthread_self(), name);
    started.open();
    run_forever();
  });
  started.pass();
}

template <class F> static void in_child(F function) {
  const pid_t child = fork();
  if (child == 0) {
    function();
    std::exit(0);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child || status != 0)
    std::abort();
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
  static gate ended;
  std::thread([] {
    in_child([] { pthread_exit(nullptr); });
    ended.open();
  }).detach();
  ended.pass();
  if (const pid_t child = vfork(); child == 0)
    _exit(0);
}

// CHECK:     libsc-leak: {{.*}}: 1 leaked thread{{$}}
// CHECK:     thread 'childs'
// CHECK-NOT: thread '
// CHECK:     libsc-leak: {{.*}}: 1 leaked thread{{$}}
// CHECK:     thread 'grandchilds'
// CHECK-NOT: thread '
// CHECK:     libsc-leak: {{.*}}: 1 leaked thread
// CHECK:     thread 'parents'
// CHECK-NOT: thread '
