// Threads of C, whose handles end nothing when they die.
// RUN: %check_structured %s structured-escaping-capture %t

#include <pthread.h>

void *run(void *);
void use(int);

struct Job {
  int Number;
};

void dropped() {
  pthread_t Thread;
  Job Local{1};
  pthread_create(&Thread, nullptr, run, &Local);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this work may outlive 'Local', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  // CHECK-NOTES: :[[@LINE-2]]:41: note: the work holds 'Local' by its address
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Local' dies here, and nothing has waited for the work
}

bool asked() {
  pthread_t Thread;
  Job Local{1};
  if (pthread_create(&Thread, nullptr, run, &Local) != 0)
    return false;
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: this work may outlive 'Local', which it holds; wait
  // CHECK-NOTES: :[[@LINE-3]]:45: note: the work holds 'Local' by its address
  // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Local' dies here
  return true;
}

bool joined() { // ok: joined, if it was made.
  pthread_t Thread;
  Job Local{1};
  if (pthread_create(&Thread, nullptr, run, &Local) != 0)
    return false;
  pthread_join(Thread, nullptr);
  return true;
}

void joinedAll() { // ok: joined.
  pthread_t Threads[4];
  Job Locals[4] = {};
  for (int I = 0; I < 4; ++I)
    pthread_create(&Threads[I], nullptr, run, &Locals[I]);
  for (int I = 0; I < 4; ++I)
    pthread_join(Threads[I], nullptr);
}

void onTheHeap() { // ok: the work has what is on the heap for itself.
  pthread_t Thread;
  pthread_create(&Thread, nullptr, run, new Job{1});
}
