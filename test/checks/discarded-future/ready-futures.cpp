// Futures that are ready when they are made: no work runs on for them.
// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t

#include <boost/thread.hpp>
#include <exception>
#include <folly/Future.h>
#include <seastar/core/future.hh>
#include <utility>

int count();
folly::Future<int> fetch();
seastar::future<> serve();

void calledAtOnce(int &Sum) { // ok: it has been called when the future is there.
  folly::makeFutureWith([&] { ++Sum; });
  auto Kept = folly::makeFutureWith([&] { ++Sum; });
  folly::SemiFuture<folly::Unit> Made{folly::makeFutureWith([&] { ++Sum; })};
}

void startedAtOnce() {
  folly::makeFutureWith([] { return fetch(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::makeFutureWith' returns is dropped at once, so the work runs on
  folly::makeFutureWith(fetch);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::makeFutureWith' returns is dropped at once, so the work runs on
}

// Functions of this file.

static folly::Future<int> constant() { return folly::makeFuture(1); }
static folly::Future<int> empty() { return folly::Future<int>::makeEmpty(); }
static folly::Future<int> checked() {
  auto Ready = folly::makeFuture(1);
  if (!Ready.isReady())
    return empty();
  return Ready;
}
static folly::Future<int> perhaps(bool Cached) {
  return Cached ? folly::makeFuture(1) : fetch();
}
static folly::Future<int> assigned(bool Cached) {
  auto Found = folly::makeFuture(1);
  if (!Cached)
    Found = fetch();
  return Found;
}
static folly::Future<int> again(int Times) { return Times ? again(Times - 1) : fetch(); }
struct Source {
  virtual folly::Future<int> next() { return folly::makeFuture(1); }
};

void functions() { // ok: what they return is ready.
  constant();
  auto Kept = checked();
  folly::copy(constant());
}

void functionsThatStart(Source &From) {
  perhaps(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'perhaps' returns is dropped at once
  assigned(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'assigned' returns is dropped at once
  again(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'again' returns is dropped at once
  From.next();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'Source::next' returns is dropped at once
}

// What continues them.

void continued(bool &Done) { // ok: it has run when the statement ends.
  folly::makeFuture(1).thenValue([&](int) { Done = true; });
  folly::makeFuture(1).thenValue([](auto) {}).thenTry([&](folly::Try<folly::Unit> &&) { Done = true; });
  folly::makeFuture(1).thenValue([](int) { return folly::makeFuture(2); });
  folly::makeFuture(1).unit();
  auto Two = seastar::now().then([&] { Done = true; });
}

void continuedElsewhere(bool &Done) {
  folly::makeFuture(1).via(1).thenValue([&](int) { Done = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenValue' returns is dropped at once, so the work runs on
  folly::via(1, count).thenValue([&](folly::Unit) { Done = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<folly::Unit>::thenValue' returns is dropped at once, so the work runs on
  boost::make_ready_future(1).then([](boost::future<int>) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'boost::future<int>::then' returns is dropped at once
}

void continuedByWork(folly::Promise<int> &Later, seastar::future<> (*Any)()) {
  folly::makeFuture(1).thenValue([](int) { return fetch(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenValue' returns is dropped at once
  Later.getFuture().thenValue([](int) { count(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenValue' returns is dropped at once
  (void)seastar::make_ready_future<>().then([] { return serve(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'seastar::future<>::then' returns is dropped at once
  (void)seastar::make_ready_future<>().then(Any);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'seastar::future<>::then' returns is dropped at once
}

// What a continuation is told by.

seastar::future<> toldOfTheEnd() { // ok: 'Ended' is ready, and its error is taken out.
  return serve().then_wrapped([](seastar::future<> Ended) {
    (void)Ended.handle_exception([](std::exception_ptr) {});
    return serve();
  });
}

seastar::future<> toldOfBoth() { // ok: both are ready.
  return serve().then_wrapped([](seastar::future<> First) {
    return serve().then_wrapped([First = std::move(First)](seastar::future<> Second) mutable {
      if (First.failed()) {
        (void)Second.handle_exception([](std::exception_ptr) {});
        return std::move(First);
      }
      (void)First.handle_exception([](std::exception_ptr) {});
      return std::move(Second);
    });
  });
}

seastar::future<> toldAndStarts() {
  return serve().then_wrapped([](seastar::future<> Ended) {
    (void)Ended.then([] { return serve(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: what 'seastar::future<>::then' returns is dropped at once
    return serve();
  });
}

void given(seastar::future<> Running) {
  (void)Running.handle_exception([](std::exception_ptr) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'seastar::future<>::handle_exception' returns is dropped at once
}

void givenToALambda() {
  auto Drop = [](seastar::future<> Running) {
    (void)Running.handle_exception([](std::exception_ptr) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: what 'seastar::future<>::handle_exception' returns is dropped at once
  };
  Drop(serve());
}
