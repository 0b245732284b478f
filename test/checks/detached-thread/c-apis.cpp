// RUN: %check_structured %s structured-detached-thread %t
// RUN: %check_structured %s structured-detached-thread %t -- -- -DSC_MOCK_PTHREAD_MACROS

#include <pthread.h>
#include <thread>
#include <threads.h>

void *work(void *);
int workToo(void *);
void *forever(void *Argument) {
  for (;;)
    work(Argument);
}

void byFunction() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  pthread_detach(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

void withArgument() {
  pthread_t Id;
  int Steps = 0;
  pthread_create(&Id, nullptr, work, &Steps);
  pthread_detach(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:38: note: the thread holds 'Steps' by its address
}

struct Object {
  pthread_t Id;
  void start() { pthread_create(&Id, nullptr, work, this); }
  void leave() { pthread_detach(Id); }
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: nothing waits for this detached thread; give it an owner
};

void arrayOfIds() {
  pthread_t Ids[2];
  for (int I = 0; I < 2; ++I)
    if (!pthread_create(&Ids[I], nullptr, work, nullptr))
      pthread_detach(Ids[I]);
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: nothing waits for this detached thread
      // CHECK-NOTES: :[[@LINE-3]]:10: note: started here
}

void *itself(void *) {
  pthread_detach(pthread_self());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread
  return nullptr;
}

void byAttribute() {
  pthread_attr_t Attribute;
  pthread_attr_init(&Attribute);
  pthread_attr_setdetachstate(&Attribute, PTHREAD_CREATE_DETACHED);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for threads that start detached; create them joinable and join them
  // CHECK-NOTES: :[[@LINE+2]]:3: note: started here
  pthread_t Id;
  pthread_create(&Id, &Attribute, work, nullptr);
}

void byAttributeOfTheClass(pthread_attr_t &Attribute) {
  pthread_attr_setdetachstate(&Attribute, (PTHREAD_CREATE_DETACHED));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for threads that start detached
}

void joinable() { // ok: joined.
  pthread_attr_t Attribute;
  pthread_attr_setdetachstate(&Attribute, PTHREAD_CREATE_JOINABLE);
  pthread_t Id;
  pthread_create(&Id, &Attribute, work, nullptr);
  pthread_join(Id, nullptr);
}

void stateFromElsewhere(pthread_attr_t *Attribute, int State) { // ok: not known.
  pthread_attr_setdetachstate(Attribute, State);
}

void ofC11() {
  thrd_t Id;
  thrd_create(&Id, workToo, nullptr);
  thrd_detach(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

void ofC11Joined() { // ok: joined.
  thrd_t Id;
  thrd_create(&Id, workToo, nullptr);
  thrd_join(Id, nullptr);
}

void byCast() {
  pthread_attr_t Attribute;
  pthread_attr_setdetachstate(&Attribute, (int)PTHREAD_CREATE_DETACHED);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for threads that start detached
}

void chosen(pthread_attr_t *Attribute, bool Detached) { // ok: not known.
  pthread_attr_setdetachstate(Attribute,
                              Detached ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE);
}

void joinedBefore() {
  pthread_t Id;
  int Steps = 0;
  pthread_create(&Id, nullptr, work, &Steps);
  pthread_join(Id, nullptr);
  pthread_create(&Id, nullptr, work, nullptr);
  pthread_detach(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

void throughNativeHandle() {
  std::thread Worker([] {});
  pthread_detach(Worker.native_handle());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
}

extern "C" void startedFromC() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  ::pthread_detach(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

// A thread that lets go of itself as it ends, since nobody can join it any more.

pthread_key_t Key;
tss_t OtherKey;
void atExit(void *) { pthread_detach(pthread_self()); }  // ok: the thread is at its end.
void atOtherExit(void *) { thrd_detach(thrd_current()); } // ok: the thread is at its end.
void makeKeys() {
  pthread_key_create(&Key, atExit);
  tss_create(&OtherKey, &atOtherExit);
  pthread_key_create(&Key, [](void *) { pthread_detach(pthread_self()); }); // ok: the same.
}

struct AtExit {
  ~AtExit() { pthread_detach(pthread_self()); } // ok: the thread is at its end.
};
thread_local AtExit PerThread;

struct NotAtExit {
  ~NotAtExit() { pthread_detach(pthread_self()); }
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: the destructor of 'NotAtExit' detaches a running thread, and nothing waits for it; join it there
} PerProcess;

void registeredButOfAnother(void *Id) { pthread_detach(*static_cast<pthread_t *>(Id)); }
// CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread
void makeAnotherKey() { pthread_key_create(&Key, registeredButOfAnother); }

namespace mine {
void pthread_detach(int);
void other() { pthread_detach(1); } // ok: another function of that name.
} // namespace mine

int main() {
  pthread_t Id;
  pthread_create(&Id, nullptr, forever, nullptr);
  pthread_detach(Id); // ok: a daemon of main that holds nothing.
}
