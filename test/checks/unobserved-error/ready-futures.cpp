// What is ready when it is made may carry the error of what has run for it.
// RUN: %check_structured -std=c++17-or-later %s structured-unobserved-error %t

#include <exception>
#include <folly/Future.h>
#include <seastar/core/future.hh>
#include <utility>

void mayThrow();
folly::Future<int> fetch();
seastar::future<> serve();

void calledAtOnce(int &Sum) { // ok: what is called cannot throw.
  auto Done = folly::makeFutureWith([&] { ++Sum; });
  (void)Done.valid();
}

void calledAtOnceAndMayThrow() {
  auto Done = folly::makeFutureWith([] { mayThrow(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing looks at the error that 'Done' may carry
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: nothing asks 'Done' for a result; its destructor drops it
  // CHECK-MESSAGES: :[[@LINE-3]]:42: note: the work calls 'mayThrow' here, which may throw
}

static folly::Future<int> constant() {
  auto Made = folly::makeFuture(1);
  return Made;
}
static folly::Future<folly::Unit> tried() {
  return folly::makeFutureWith([] { mayThrow(); });
}
static folly::Future<int> perhaps(bool Cached) {
  return Cached ? folly::makeFuture(1) : fetch();
}

bool functions() { // ok: there is no work.
  auto First = constant();
  auto Second = std::move(First);
  return Second.valid();
}

bool functionsThatMayFail() {
  auto Tried = tried();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nothing looks at the error that 'Tried' may carry
  auto Perhaps = perhaps(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing looks at the error that 'Perhaps' may carry
  return Tried.valid() && Perhaps.valid();
}

void continued(int &Sum) {
  auto Quiet = folly::makeFuture(1).thenValue([&](int One) { Sum += One; }); // ok: cannot throw.
  (void)Quiet.valid();
  auto Handled = folly::makeFutureWith([] { mayThrow(); }).thenTry([&](folly::Try<folly::Unit> &&) { ++Sum; }); // ok: the error is told.
  (void)Handled.valid();
  auto Loud = folly::makeFuture(1).thenValue([](int) { mayThrow(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing looks at the error that 'Loud' may carry
  (void)Loud.valid();
  auto Before = folly::makeFutureWith([] { mayThrow(); }).thenValue([&](folly::Unit) { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing looks at the error that 'Before' may carry
  (void)Before.valid();
}
