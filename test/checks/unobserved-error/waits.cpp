// What folly's wait() gives is the future, which may be asked there.
// RUN: %check_structured -std=c++17-or-later %s structured-unobserved-error %t

#include <folly/Future.h>
#include <utility>

folly::Future<int> fetch();

int askedAfterTheWait() { // ok: value() throws what the work has thrown.
  auto Fetched = fetch();
  return Fetched.wait().value();
}

bool askedForErrors() { // ok: it is asked whether it has failed.
  auto Fetched = fetch();
  return Fetched.wait().hasException();
}

int movedOn() { // ok: another asks.
  auto Fetched = fetch();
  return std::move(Fetched).wait().get();
}

folly::Future<int> &passedOn(folly::Future<int> &(*Ask)(folly::Future<int> &)) { // ok: it may be asked.
  static auto Fetched = fetch();
  return Ask(Fetched.wait());
}

void waitedFor() {
  auto Fetched = fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing looks at the error that 'Fetched' may carry
  // CHECK-MESSAGES: :[[@LINE+1]]:11: note: waited for here, which does not rethrow
  Fetched.wait();
  auto Moved = fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nothing looks at the error that 'Moved' may carry
  std::move(Moved).wait();
}
