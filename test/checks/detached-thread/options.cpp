// RUN: %check_structured -check-suffixes=MACROS %s structured-detached-thread %t
// A class and a function by configuration alone.
// RUN: %check_structured -check-suffixes=ADDED %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.SpawnApis: "::acme::Worker=terminates; ::acme::Pool::submit=detaches@1 ;"}}'
// The same from a file that a library ships.
// RUN: %check_structured -check-suffixes=ADDED %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "acme.yaml"}}'
// Silent in tests; a glob is of the whole path.
// RUN: %check_structured %s structured-detached-thread %t -- -config='{CheckOptions: {SpawnApis: "::acme::Worker=terminates", IgnoreTests: "*/options.cpp"}}'
// RUN: %check_structured -check-suffixes=ADDED %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "acme.yaml", IgnoreTests: "options.cpp;*/tests/*"}}'
// Silent in macros.
// RUN: %check_structured %s structured-detached-thread %t -- -config='{CheckOptions: {IgnoreMacros: true}}'

#include <thread>

#define LEAVE(Worker) Worker.detach()
// CHECK-MESSAGES-MACROS: :[[@LINE-1]]:30: warning: nothing waits for this detached thread
// CHECK-MESSAGES-ADDED: :[[@LINE-2]]:30: warning: nothing waits for this detached thread
void inMacro(std::thread &Worker) { LEAVE(Worker); }

#include <functional>
#include <vector>

void work(int &);

namespace acme {
class Worker {
public:
  template <class F, class A> explicit Worker(F &&, A &&) {}
  void detach();
  void join();
};
class Job {
public:
  void detach();
  void wait();
};
class Pool {
public:
  template <class F> Job submit(const char *Name, F &&) { return {}; }
};
class Sticker {
public:
  void detach();
};
} // namespace acme

void addedClass() {
  int Steps = 0;
  acme::Worker One(work, Steps);
  One.detach();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:7: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void addedFunction(acme::Pool &On) {
  int Steps = 0;
  acme::Job One = On.submit("count", [&Steps] { ++Steps; });
  One.detach();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:7: warning: nothing waits for this detached thread, which may outlive 'Steps'
}

void waitedFor(acme::Pool &On) { // ok: waited for.
  acme::Job One = On.submit("wait", [] {});
  One.wait();
}

void handleOnly(acme::Job &One) {
  One.detach();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:7: warning: nothing waits for this detached thread; give it an owner
}

void inContainer(std::vector<acme::Worker> &Workers) {
  int Steps = 0;
  Workers.emplace_back(work, std::ref(Steps));
  Workers.back().detach();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:18: warning: nothing waits for this detached thread, which may outlive 'Steps'
}

void notAdded(acme::Sticker &One) { One.detach(); } // ok: nothing that was added.
