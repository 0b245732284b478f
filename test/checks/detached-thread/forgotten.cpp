// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <pthread.h>
#include <thread>
#include <threads.h>
#include <vector>

bool ready();
void *work(void *) { return ready() ? nullptr : nullptr; }
int workOfC(void *) { return ready(); }
void *elsewhere(void *);

// Only the call that starts the thread names the variable.

void forgotten() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing can wait for this thread, whose handle leaks; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

bool checkedAndForgotten() {
  thrd_t Id;
  return thrd_create(&Id, workOfC, nullptr) == thrd_success;
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing can wait for this thread, whose handle leaks
}

void manyOfThem() {
  for (int I = 0; I < 3; ++I) {
    pthread_t Id;
    int Round = I;
    pthread_create(&Id, nullptr, work, &Round);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: nothing can wait for this thread, whose handle leaks, and which may outlive 'Round'; give it an owner
    // CHECK-NOTES: :[[@LINE-2]]:40: note: the thread holds 'Round' by its address, and 'Round' dies with its scope in 'manyOfThem'
  }
}

void anArray() {
  pthread_t Ids[2];
  for (int I = 0; I < 2; ++I)
    pthread_create(&Ids[I], nullptr, work, nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: nothing can wait for this thread, whose handle leaks
}

struct Session {
  void start() {
    pthread_t Id;
    pthread_create(&Id, nullptr, work, this);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: nothing can wait for this thread, whose handle leaks, and which may outlive 'this'; give it an owner
    // CHECK-NOTES: :[[@LINE-2]]:40: note: the thread uses 'this', and nothing keeps that object alive
  }
};

// Something else names it.

void joined() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  pthread_join(Id, nullptr);
}

pthread_t returned() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  return Id;
}

void kept(std::vector<pthread_t> &All) {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  All.push_back(Id);
}

void joinedInALambda() {
  pthread_t Id;
  auto Join = [&] { pthread_join(Id, nullptr); };
  pthread_create(&Id, nullptr, work, nullptr);
  Join();
}

void another() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  pthread_detach(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

void ofTheCaller(pthread_t *Id) { pthread_create(Id, nullptr, work, nullptr); }

pthread_t *storage();
void whereAPointerLeads() {
  pthread_t *Ids = storage();
  pthread_create(&Ids[1], nullptr, work, nullptr);
}

// The thread detaches itself, which is said there.

void *detachesItself(void *) {
  pthread_detach(pthread_self());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing waits for this detached thread
  return nullptr;
}
void startsThat() {
  pthread_t Id;
  pthread_create(&Id, nullptr, detachesItself, nullptr);
}

// The thread may tell its handle itself.

pthread_t Last;
void goOn() { Last = pthread_self(); }
void *registers(void *) {
  goOn();
  return nullptr;
}
void startsOneThatRegisters() {
  pthread_t Id;
  pthread_create(&Id, nullptr, registers, nullptr);
}
void startsWhatIsElsewhere() {
  pthread_t Id;
  pthread_create(&Id, nullptr, elsewhere, nullptr);
}

// The variable never dies.

void serves() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  for (;;)
    ready();
}

void keptForEver() {
  static pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
}

// The process ends when the last thread does.

int main() {
  pthread_t Id;
  pthread_create(&Id, nullptr, work, nullptr);
  pthread_exit(nullptr);
}

// A function of the project that returns the thread, which nothing takes.

typedef pthread_t own_thread_t;
own_thread_t startOwn(void *(*Work)(void *), void *With);
void joinOwn(own_thread_t Thread);
void *detachesOwn(void *) {
  pthread_detach(pthread_self()); // NOLINT(structured-detached-thread)
  return nullptr;
}

void untaken(void *With) {
  for (int I = 0; I < 3; ++I)
    startOwn(work, With);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: nothing can wait for this thread, whose handle leaks; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void taken(void *With) {
  own_thread_t Thread = startOwn(work, With);
  joinOwn(Thread);
  joinOwn(startOwn(work, With));
  startOwn(detachesOwn, With);
}
