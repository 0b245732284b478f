// Threads that run, or have ended, and that nobody joined.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%now %leak %t running 2>&1 | FileCheck %s --check-prefix=RUNNING
// RUN: env SC_LEAK=%patient %leak %t ended 2>&1 | FileCheck %s --check-prefix=ENDED
// RUN: env SC_LEAK=%now %leak %t alike 2>&1 | FileCheck %s --check-prefix=ALIKE

#include "gate.h"
#include <pthread.h>
#include <string>
#include <thread>

static gate started;

static void *run(void *) {
  pthread_setname_np(pthread_self(), "worker");
  started.open();
  run_forever();
}

static void *end(void *) {
  pthread_setname_np(pthread_self(), "short");
  return nullptr;
}

static void start(void *(*function)(void *)) {
  pthread_t thread;
  pthread_create(&thread, nullptr, function, nullptr);
}

int main(int, char **arguments) {
  const std::string mode = arguments[1];
  if (mode == "ended")
    return start(end), 0;
  for (int i = 0; i < (mode == "alike" ? 10 : 1); ++i) {
    start(run);
    started.pass();
  }
}

// RUNNING:      : 1 leaked thread
// RUNNING:      thread 'worker' ({{[1-9][0-9]*}}): still running
// RUNNING-NEXT:   runs run(void*) ({{.*}}.tmp+0x{{[0-9a-f]+}})
// RUNNING-NEXT:   started by
// RUNNING-NEXT:     #0 start(void* (*)(void*)) ({{.*}}.tmp+0x{{[0-9a-f]+}})
// RUNNING-NEXT:     #1 main
// RUNNING-NOT:  #

// ENDED:      : 1 leaked thread
// ENDED:      thread 'short' ({{[1-9][0-9]*}}): ended but never joined
// ENDED-NEXT:   runs end(void*)

// ALIKE: : 10 leaked threads
// ALIKE: 10 threads 'worker' ({{([0-9]+, ){7}[0-9]+}}) and 2 more: still running
// ALIKE-NOT: thread '
