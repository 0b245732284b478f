// RUN: %check_structured %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <pthread.h>

void *routine(void *);
void use(void *);

void ofC(int Count) {
  pthread_t Workers[8];
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the threads in 'Workers' are started and joined by hand; a group, such as an 'sc::group', does both in fewer lines [structured-prefer-group]
  // CHECK-NOTES: :[[@LINE+2]]:5: note: started here
  for (int I = 0; I < Count; ++I)
    pthread_create(&Workers[I], nullptr, routine, nullptr);
  for (int I = 0; I < Count; ++I)
    pthread_join(Workers[I], nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
}

// Functions of a library, by what their declarations say.

typedef pthread_t lib_thread;
lib_thread lib_start(void *(*)(void *), void *);
int lib_join(lib_thread);

void ofLibrary() {
  lib_thread First = lib_start(routine, nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: the threads 'First' and 'Second' are started
  // CHECK-NOTES: :[[@LINE-2]]:22: note: started here
  lib_thread Second = lib_start(routine, nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:23: note: started here
  lib_join(First);
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
  lib_join(Second);
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
}

void withResults() {
  pthread_t First, Second;
  pthread_create(&First, nullptr, routine, nullptr);
  pthread_create(&Second, nullptr, routine, nullptr);
  void *Result = nullptr;
  pthread_join(First, &Result);
  pthread_join(Second, &Result); // ok: what a thread returns, a group does not hand over.
  use(Result);
}

void withAttributes(pthread_attr_t *Attributes) {
  pthread_t Workers[8];
  for (int I = 0; I < 8; ++I)
    pthread_create(&Workers[I], Attributes, routine, nullptr);
  for (int I = 0; I < 8; ++I)
    pthread_join(Workers[I], nullptr); // ok: a group's threads have no attributes.
}
