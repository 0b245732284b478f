// The report goes to a file, wherever the program went and whatever it closed.

// RUN: %cxx %s -o %t
// RUN: rm -rf %t.dir && mkdir %t.dir && cd %t.dir
// RUN: env SC_LEAK=%now:log=leaks.txt %leak %t 2>&1 | count 0
// RUN: env SC_LEAK=%now:log=%t.dir/leaks.txt %leak %t 2>&1 | count 0
// RUN: FileCheck %s < leaks.txt

#include "gate.h"
#include <thread>

int main() {
  static gate started;
  std::thread([] {
    started.open();
    run_forever();
  }).detach();
  started.pass();
  if (chdir("/") != 0)
    return 1;
  for (int file = 3; file < 100; ++file)
    close(file);
}

// CHECK: : 1 leaked thread
// CHECK: detached and still running
// CHECK: : 1 leaked thread
// CHECK: detached and still running
