// A sleep by another name, a thread by another name, templates and macros.
// RUN: %check_structured -std=c++17-or-later %s structured-sleep-as-join %t

#include <chrono>
#include <pthread.h>
#include <thread>

extern "C" unsigned usleep(unsigned);

void work();
void *routine(void *);

void pause(unsigned Milliseconds) {
#ifdef _WIN32
  Sleep(Milliseconds);
#else
  usleep(Milliseconds * 1000);
#endif
}

void pauseTwice(unsigned Milliseconds) { pause(2 * Milliseconds); }

void byFunction() {
  std::thread(work).detach();
  pauseTwice(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this sleep hopes
}

void pauseAndWork(unsigned Milliseconds) {
  usleep(Milliseconds);
  work();
}

void notOnlyASleep() { // ok: it does other work.
  std::thread(work).detach();
  pauseAndWork(10);
}

#define PAUSE(Milliseconds) usleep((Milliseconds) * 1000)

void byMacro() {
  std::thread(work).detach();
  PAUSE(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this sleep hopes
}

#define WHOLE(Name)                                                                                \
  void Name() {                                                                                    \
    std::thread(work).detach();                                                                    \
    usleep(1);                                                                                     \
  }
// CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this sleep hopes
WHOLE(first)
WHOLE(second)

// What takes a routine and returns a thread starts one.

typedef pthread_t Thread;
Thread start(void *(*Routine)(void *), void *Argument);
Thread current();
int count(void *(*Routine)(void *));
int end(Thread);

void byStarter() {
  start(routine, nullptr);
  usleep(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this sleep hopes
}

void kept() { // ok: an own function may join it.
  Thread Worker = start(routine, nullptr);
  usleep(1000);
  end(Worker);
}

void nothingStarted() { // ok: neither of them starts one.
  current();
  count(routine);
  usleep(1000);
}

template <class F> void inTemplate(F Run) {
  std::thread(Run).detach();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this sleep hopes
}

template <class F> void notMade(F Run) { // ok: joined, and nothing is made of it.
  std::thread Worker(Run);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  Worker.join();
}

void made() {
  inTemplate([] {});
  inTemplate(work);
  notMade(work);
}

void inLambda() {
  auto Run = [] {
    std::thread(work).detach();
    usleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this sleep hopes
  };
  Run();
  usleep(1); // ok: the lambda sleeps, and what it starts is its own.
}
