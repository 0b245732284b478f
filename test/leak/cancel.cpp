// Threads that end by cancellation or by pthread_exit, also in the middle of a join.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%patient %leak %t joined 2>&1 | FileCheck %s --check-prefix=JOINED
// RUN: env SC_LEAK=%patient %leak %t never-joined 2>&1 | FileCheck %s --check-prefix=NEVER

#include "gate.h"
#include <pthread.h>
#include <string>

static gate started;
static int unwound = 0;

struct counts_unwinding {
  ~counts_unwinding() { ++unwound; }
};

static void *wait_to_be_cancelled(void *) {
  const counts_unwinding counter;
  started.open();
  run_forever();
}

static void *exit_early(void *) {
  const counts_unwinding counter;
  pthread_exit(nullptr);
}

static void *join(void *argument) {
  const counts_unwinding counter;
  started.open();
  pthread_join(*static_cast<pthread_t *>(argument), nullptr);
  return nullptr;
}

static pthread_t start(void *(*function)(void *), void *argument = nullptr) {
  pthread_t thread;
  pthread_create(&thread, nullptr, function, argument);
  return thread;
}

int main(int, char **arguments) {
  pthread_t waiter = start(wait_to_be_cancelled);
  const pthread_t exiting = start(exit_early);
  started.pass();
  const pthread_t joiner = start(join, &waiter);
  started.pass();
  pthread_cancel(joiner);
  if (std::string(arguments[1]) == "joined") {
    pthread_join(joiner, nullptr);
    pthread_cancel(waiter);
    pthread_join(waiter, nullptr);
    pthread_join(exiting, nullptr);
    return unwound == 3 ? 0 : 1;
  }
  pthread_join(joiner, nullptr);
  pthread_cancel(waiter);
}

// JOINED: : no leaked thread
// NEVER:  : 2 leaked threads
// NEVER:  ended but never joined
// NEVER:  ended but never joined
