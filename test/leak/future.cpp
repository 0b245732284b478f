// Old code with futures: one that is waited for, one that is left behind.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%now %leak %t kept 2>&1 | FileCheck %s --check-prefix=KEPT
// RUN: env SC_LEAK=%now %leak %t left 2>&1 | FileCheck %s --check-prefix=LEFT
// RUN: env SC_LEAK=%patient %leak %t ended 2>&1 | FileCheck %s --check-prefix=ENDED

#include "gate.h"
#include <future>
#include <string>

static gate started;

template <class F> static std::future<int> &begin_sum(F sum) {
  return *new std::future<int>(std::async(std::launch::async, sum));
}

int main(int, char **arguments) {
  const std::string mode = arguments[1];
  if (mode == "kept") {
    auto &sum = begin_sum([] { return 2; });
    delete &sum;
    return begin_sum([] { return 0; }).get();
  }
  if (mode == "ended") {
    begin_sum([] { return 2; });
    return 0;
  }
  begin_sum([] {
    started.open();
    run_forever();
    return 2;
  });
  started.pass();
}

// KEPT:  : no leaked thread
// LEFT:  : 1 leaked thread
// LEFT:  thread {{.*}}: still running
// LEFT:  begin_sum<
// LEFT:  #{{.*}} main (
// ENDED: thread {{.*}}: ended but never joined
