// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include "shared.h"
// CHECK-MESSAGES: shared.h:5:48: warning: nothing waits for this detached thread
#include <algorithm>
#include <thread>
#include <vector>

void work();

// Templates: said once, whatever they are made with.

template <class T> void notDependent(T) {
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
}
template void notDependent(int);
template void notDependent(char);

template <class T> void neverUsed(T) {
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
}

template <class F> void dependentArgument(F Run) {
  std::thread(Run).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: nothing waits for this detached thread
}
template void dependentArgument(void (*)());

template <class T> void dependentHandle(T &Worker) {
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
}
template void dependentHandle(std::thread &);

struct Balloon {
  void detach();
};
template <class T> void otherHandle(T &Worker) { // ok: made with no thread.
  Worker.detach();
}
template void otherHandle(Balloon &);

template <class T> void dependentAndNeverUsed(T &Worker) { // ok: may be anything.
  Worker.detach();
}

template <class T> struct Holder {
  std::thread Worker;
  T Data;
  void leave() { Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing waits for this detached thread
};
template struct Holder<int>;
template struct Holder<char>;

template <bool Join> void constantCondition() {
  std::thread Worker(work);
  if constexpr (Join)
    Worker.join();
  else
    Worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread
}
template void constantCondition<true>();
template void constantCondition<false>();

template <bool Join> void neverWithout() {
  std::thread Worker(work);
  if constexpr (Join)
    Worker.join();
  else
    Worker.detach(); // ok: no instance has it.
}
template void neverWithout<true>();

void genericLambda(std::vector<std::thread> &Workers) {
  std::for_each(Workers.begin(), Workers.end(), [](auto &Worker) { Worker.detach(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:75: warning: nothing waits for this detached thread
}

// What an instance tells of the work is said where the template is.

template <class F> void startedInTemplate(F Run) {
  int Steps = 0;
  std::thread Worker([&Steps, Run] { Run(), ++Steps; });
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Steps'
}
template void startedInTemplate(void (*)());

template <class F> void startedInTemplateNeverUsed(F Run) {
  int Steps = 0;
  std::thread Worker([&Steps, Run] { Run(), ++Steps; });
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
}

template <class... Fs> void startedFromPack(Fs... Run) {
  (std::thread(Run).detach(), ...);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
}
template void startedFromPack(void (*)(), void (*)());

template <class T> struct Base {
  std::thread Worker;
};
template <class T> struct Derived : Base<T> {
  void leave() { this->Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: nothing waits for this detached thread
};
template struct Derived<int>;
template struct Derived<char>;

template <class T> struct Specialized { // ok: joins.
  void leave(std::thread &Worker) { Worker.join(); }
};
template <> struct Specialized<int> {
  void leave(std::thread &Worker) { Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: nothing waits for this detached thread
};

// Macros: said once, where the text is.

#define SPAWN(Work) std::thread(Work).detach()
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: nothing waits for this detached thread
void byMacro() {
  SPAWN(work);
  SPAWN([] { work(); });
}

#define RUN(Statement) Statement
void byArgument() {
  RUN(std::thread(work).detach());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing waits for this detached thread
}

#define SPAWN_ALL(Work) SPAWN(Work)
void byMacroOfMacro() { SPAWN_ALL(work); } // ok: said at SPAWN.

#define LEAVE_METHOD(Name) de##Name()
void byPastedName(std::thread &Worker) {
  Worker.LEAVE_METHOD(tach);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
}

#define DETACH detach
void byName(std::thread &Worker) {
  Worker.DETACH();
  // CHECK-MESSAGES: :[[@LINE-3]]:16: warning: nothing waits for this detached thread
}

#if 0
void notCompiled() { std::thread(work).detach(); }
#endif

void afterReturn() {
  return;
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
}
