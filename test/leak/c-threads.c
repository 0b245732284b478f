// C's own threads, in a program without a C++ runtime.

// RUN: %cc %s -o %t
// RUN: env SC_LEAK=%patient %leak %t clean 2>&1 | FileCheck %s --check-prefix=CLEAN
// RUN: env SC_LEAK=%now %leak %t leak 2>&1 | FileCheck %s

#include <semaphore.h>
#include <string.h>
#include <threads.h>
#include <unistd.h>

static sem_t started;

static int end(void *argument) { return *(int *)argument; }

static int exit_early(void *argument) { thrd_exit(*(int *)argument); }

static int run(void *argument) {
  sem_post(&started);
  for (;;)
    pause();
}

int main(int count, char **arguments) {
  int value = 42;
  int result = 0;
  thrd_t thread;
  if (strcmp(arguments[1], "clean") == 0) {
    if (thrd_create(&thread, end, &value) != thrd_success || thrd_join(thread, &result) != thrd_success || result != 42)
      return 1;
    if (thrd_create(&thread, exit_early, &value) != thrd_success || thrd_join(thread, &result) != thrd_success || result != 42)
      return 1;
    thrd_create(&thread, exit_early, &value);
    thrd_detach(thread);
    return 0;
  }
  sem_init(&started, 0, 0);
  thrd_create(&thread, run, NULL);
  sem_wait(&started);
  thrd_create(&thread, run, NULL);
  thrd_detach(thread);
  sem_wait(&started);
  return 0;
}

// CLEAN:      : no leaked thread
// CHECK:      : 2 leaked threads
// CHECK:      thread {{.*}}: still running
// CHECK-NEXT:   runs run (
// CHECK-NEXT:   started by
// CHECK-NEXT:     #0 main (
// CHECK:      thread {{.*}}: detached and still running
