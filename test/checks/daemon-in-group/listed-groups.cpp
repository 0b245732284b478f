// What OwningTypes says of a class decides whether its end waits.
// RUN: %check_structured -std=c++17 %s structured-daemon-in-group %t -- -config='{CheckOptions: {OwningTypes: "::Crew=start@join@closes; ::Pool"}}'

#include <folly/coro/AsyncScope.h>
#include <tbb/task_group.h>

void poll();
bool ask();

struct Pool {
  ~Pool();
  template <class F> void start(F &&) {}
  void join();
};
struct Crew : Pool {};

void forEver() {
  while (true)
    poll();
}

void endless() {
  Crew Tasks;
  Tasks.start(forEver);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends, so whoever waits for 'Tasks' does so for ever; end its loop when it is told to stop, or give it an owner that stops it, such as an 'sc::daemon' [structured-daemon-in-group]
  // CHECK-NOTES: :[[@LINE-8]]:3: note: nothing leaves this loop
  Tasks.join();
  tbb::task_group Others;
  Others.run(forEver);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this task never ends, so whoever waits for 'Others' does so for ever
  // CHECK-NOTES: :[[@LINE-13]]:3: note: nothing leaves this loop
  Others.wait();
  folly::coro::AsyncScope Scope;
  (void)Scope.add(forEver);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: this task never ends, so whoever waits for 'Scope' does so for ever
  // CHECK-NOTES: :[[@LINE-18]]:3: note: nothing leaves this loop
  (void)Scope.joinAsync();
}

void ends() { // ok: it has a way out.
  auto UntilAsked = [] {
    while (true)
      if (ask())
        break;
  };
  Crew Tasks;
  Tasks.start(UntilAsked);
  Tasks.join();
  tbb::task_group Others;
  Others.run(UntilAsked);
  Others.wait();
  folly::coro::AsyncScope Scope;
  (void)Scope.add(UntilAsked);
  (void)Scope.joinAsync();
}

void pool() { // ok: it may have ways of its own to end what it runs.
  Pool Threads;
  Threads.start(forEver);
  Threads.join();
}
