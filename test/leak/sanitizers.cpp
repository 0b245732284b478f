// Programs that are built with a sanitizer, which stands in front of pthread_create too.

// RUN: %cxx -fsanitize=address,undefined %s -o %t.asan
// RUN: env SC_LEAK=%now %leak %t.asan 2>&1 | FileCheck %s
// RUN: %cxx -fsanitize=thread -O1 %s -o %t.tsan
// RUN: env SC_LEAK=%now:exitcode=7 TSAN_OPTIONS=report_thread_leaks=0 %exits 7 %leak %t.tsan 2>&1 | FileCheck %s

// The library hides no race, and is none.
// RUN: env SC_LEAK=%patient %exits 66 %leak %t.tsan race 2>&1 | FileCheck %s --check-prefix=RACE

#include "gate.h"
#include <thread>
#include <vector>

static gate started;
static int shared;

[[gnu::noinline]] static void leak() {
  std::thread([] {
    pthread_setname_np(pthread_self(), "leaked");
    started.open();
    run_forever();
  }).detach();
  started.pass();
}

int main(int count, char **) {
  const bool race = count > 1;
  std::vector<std::thread> starters;
  for (int i = 0; i < 4; ++i)
    starters.emplace_back([=] {
      for (int i = 0; i < 50; ++i) {
        std::thread([] {}).join();
        if (race)
          std::thread([] {}).detach();
      }
    });
  for (auto &starter : starters)
    starter.join();
  if (!race)
    return leak(), 0;
  std::thread first([] { ++shared; });
  std::thread second([] { ++shared; });
  first.join();
  second.join();
}

// CHECK-NOT: ERROR
// CHECK-NOT: WARNING
// CHECK:     : 1 leaked thread
// CHECK:     thread 'leaked' ({{.*}}): detached and still running
// CHECK:       #0 std::thread::_M_start_thread
// CHECK:       #{{[0-9]+}} leak()
// CHECK-NEXT:  #{{[0-9]+}} main
// CHECK-NOT: ERROR
// CHECK-NOT: WARNING

// RACE:      WARNING: ThreadSanitizer: data race
// RACE-NOT:  libsc-leak.so+
// RACE:      : no leaked thread
// RACE-NOT:  WARNING
