// What docs/examples/config/folly.yaml adds, and takes away.
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,BEFORE %s 'structured-*' %t
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,AFTER %s 'structured-*' %t -- -config='{CheckOptions: {SinkConfig: "%configs/folly.yaml"}}'

#include <folly/Future.h>

namespace folly {
namespace coro {
template <class T> class TaskWithExecutor {
public:
  ~TaskWithExecutor();
  SemiFuture<T> start() &&;
};
} // namespace coro
} // namespace folly

folly::coro::TaskWithExecutor<folly::Unit> prepare();

folly::Future<folly::Unit> escapes(int Executor) {
  int Sum = 0;
  return folly::via(Executor, [&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

void neverRuns() {
  prepare();
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:3: warning: what 'prepare' returns is dropped at once, so the work never runs
}

void ofPromise(const folly::SharedPromise<int> &Promise) { // ok: built in.
  Promise.getFuture();
}

void dropped(int Executor) {
  folly::via(Executor, [] {});
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: what 'folly::via' returns is dropped at once
}

void started() { prepare().start().get(); } // ok: waited for.

void waited(int Executor) { // ok: waited for.
  int Sum = 0;
  folly::via(Executor, [&Sum] { ++Sum; }).get();
}
