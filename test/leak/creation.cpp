// Threads that cannot be created, and threads with hardly a stack.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%now:exitcode=7 %exits 7 %leak %t 2>&1 | FileCheck %s

#include "gate.h"
#include "memory.h"
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <pthread.h>

static gate started;

static void *run(void *) {
  started.open();
  run_forever();
}

int main() {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, std::size_t(1) << 46);
  pthread_t thread;
  const long before = pages_in_memory();
  for (int i = 0; i < 10000; ++i)
    if (pthread_create(&thread, &attributes, run, nullptr) != EAGAIN)
      abort();
  if (pages_in_memory() - before > few_pages)
    abort();
  pthread_attr_setstacksize(&attributes, PTHREAD_STACK_MIN);
  errno = 42;
  if (pthread_create(&thread, &attributes, run, nullptr) != 0 || errno != 42)
    abort();
  started.pass();
}

// CHECK: : 1 leaked thread{{$}}
// CHECK: thread {{.*}}: still running
