// Threads are ignored by name, by what started them, or because they are detached.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%now %leak %t 2>&1 | FileCheck %s --check-prefix=ALL
// RUN: env "SC_LEAK=%now:ignore_name=poo?-*:ignore_name=oth*" %leak %t 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: env SC_LEAK=%now:ignore_name=pool %leak %t 2>&1 | FileCheck %s --check-prefix=ALL
// RUN: env SC_LEAK=%now:ignore_name=other %leak %t 2>&1 | FileCheck %s --check-prefix=POOL

// A double colon belongs to the name.
// RUN: env "SC_LEAK=%now:ignore_creator=acme::pool::start*:exitcode=7" %exits 7 %leak %t 2>&1 | FileCheck %s --check-prefix=OTHER
// RUN: env "SC_LEAK=ignore_creator=acme::pool::start(int):%now" %leak %t 2>&1 | FileCheck %s --check-prefix=OTHER
// RUN: env "SC_LEAK=%now:ignore_creator=acme::*" %leak %t 2>&1 | FileCheck %s --check-prefix=OTHER
// RUN: env SC_LEAK=%now:ignore_creator=acme::pool::start %leak %t 2>&1 | FileCheck %s --check-prefix=ALL
// RUN: env SC_LEAK=%now:ignore_creator=main %leak %t 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: env "SC_LEAK=%now:ignore_creator=*/ignore.cpp.tmp" %leak %t 2>&1 | FileCheck %s --check-prefix=NONE

// RUN: env SC_LEAK=%now:ignore_detached=1 %leak %t 2>&1 | FileCheck %s --check-prefix=POOL
// RUN: env SC_LEAK=%now:ignore_detached=0 %leak %t 2>&1 | FileCheck %s --check-prefix=ALL

// Nothing to report, but for what is ignored.
// RUN: env SC_LEAK=%now:ignore_creator=main:quiet=1:exitcode=7 %exits 0 %leak %t > %t.out 2>&1
// RUN: count 0 < %t.out

#include "gate.h"
#include <string>
#include <thread>

static gate started;

static std::thread start(const std::string &name) {
  std::thread thread([=] {
    pthread_setname_np(pthread_self(), name.c_str());
    started.open();
    run_forever();
  });
  started.pass();
  return thread;
}

namespace acme {
struct pool {
  static void start(int number) { new std::thread(::start("pool-" + std::to_string(number))); }
};
} // namespace acme

int main() {
  for (int number = 1; number <= 2; ++number)
    acme::pool::start(number);
  start("other").detach();
}

// ALL:       : 3 leaked threads{{$}}
// ALL:       threads 'pool-1' ({{.*}}), 'pool-2' ({{.*}}): still running
// ALL:       thread 'other' ({{.*}}): detached and still running
// POOL:      : 2 leaked threads, 1 ignored{{$}}
// POOL:      threads 'pool-1' ({{.*}}), 'pool-2'
// POOL-NOT:  thread '
// OTHER:     : 1 leaked thread, 2 ignored{{$}}
// OTHER:     thread 'other'
// OTHER-NOT: pool-
// NONE:      : no leaked thread, 3 ignored{{$}}
// NONE-NOT:  thread '
