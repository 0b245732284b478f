// A detached thread that still runs, with its name and the calls that started it.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%now %leak %t 2>&1 | FileCheck %s
// RUN: env SC_LEAK=%now %leak %t 2>&1 | grep "#[0-9]* acme" | sed "s/.*+0x/0x/; s/)//" > %t.address
// RUN: llvm-symbolizer --obj=%t < %t.address | FileCheck %s --check-prefix=LINE

// The functions of a program that was stripped are given by their places in the file.
// RUN: llvm-strip %t -o %t.stripped
// RUN: env SC_LEAK=%now %leak %t.stripped 2>&1 | FileCheck %s --check-prefix=STRIPPED

#include "gate.h"
#include <thread>

static gate started;

namespace acme {
struct journal {
  void open();
};

void journal::open() {
  std::thread flusher([] {
    pthread_setname_np(pthread_self(), "flusher");
    started.open();
    run_forever();
  });
  flusher.detach();
}
} // namespace acme

int main() {
  acme::journal().open();
  started.pass();
}

// CHECK:      libsc-leak: {{.*}}detached.cpp.tmp (process {{[0-9]+}}): 1 leaked thread
// CHECK-EMPTY:
// CHECK-NEXT: thread 'flusher' ({{[1-9][0-9]*}}): detached and still running
// CHECK:        started by
// CHECK-NEXT:     #0 std::thread::_M_start_thread({{.*}}) ({{/.*}}/libstdc++.so.6+0x{{[0-9a-f]+}})
// CHECK:          #{{[0-9]+}} acme::journal::open() ({{/.*}}/detached.cpp.tmp+0x{{[0-9a-f]+}})
// CHECK-NEXT:     #{{[0-9]+}} main ({{/.*}}/detached.cpp.tmp+0x{{[0-9a-f]+}}){{$}}
// CHECK-NOT:  #

// LINE:      acme::journal::open()
// LINE-NEXT: detached.cpp:[[#@LINE-24]]:15

// STRIPPED: thread 'flusher' ({{.*}}): detached and still running
// STRIPPED: #{{[0-9]+}} ? ({{/.*}}/detached.cpp.tmp.stripped+0x{{[0-9a-f]+}})
