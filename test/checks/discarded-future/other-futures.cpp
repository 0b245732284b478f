// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t

#include <QFuture>
#include <QtConcurrent/QtConcurrent>
#include <boost/thread.hpp>
#include <concurrencpp/concurrencpp.h>
#include <experimental/future>
#include <folly/Future.h>
#include <future>
#include <hpx/future.hpp>
#include <seastar/core/future.hh>

void work();
int answer();

// Boost decides by a macro of its own whether a future waits.

void boostAsync() {
  boost::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'boost::async' returns is dropped at once, so its error is lost, and either this line blocks or nothing waits for the work; keep it and wait for it
  boost::async(boost::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'boost::async' returns is dropped at once, so its error is lost
}

boost::future<int> load();
void boostFunction() {
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'load' returns is dropped at once, so its error is lost
  load().then([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'boost::future<int>::then' returns is dropped at once, so its error is lost
}

// Folly, Qt, Seastar, HPX and concurrencpp: the work runs on.

folly::Future<int> fetch();
folly::SemiFuture<int> fetchLater();
void follyFunctions() {
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'fetch' returns is dropped at once, so the work runs on, nothing waits for it, and its error is lost; keep it and wait for it
  fetchLater();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'fetchLater' returns is dropped at once, so the work runs on
  fetch().then([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::then' returns is dropped at once, so the work runs on
  folly::via(1, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::via' returns is dropped at once, so the work runs on
}

void follyUnused() {
  auto Fetched = fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: what 'fetch' returns is never used, so the work runs on
}

void follyUsed() { // ok: waited for.
  auto Fetched = fetch();
  std::move(Fetched).get();
  fetch().get();
}

void follyFluent(folly::Future<int> &Fetched) { // ok: the same object again, which the caller has.
  Fetched.cancelAfter(1);
}

void follyAssigned(folly::Future<int> &Into) { // ok: kept.
  Into = fetch();
}

void qt() {
  QtConcurrent::run(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'QtConcurrent::run' returns is dropped at once, so the work runs on
  auto Unused = QtConcurrent::run(answer);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'QtConcurrent::run' returns is never used, so the work runs on
}

void qtUsed(QFutureWatcher<int> &Watcher) { // ok: somebody waits.
  QtConcurrent::run(work).waitForFinished();
  Watcher.setFuture(QtConcurrent::run(answer));
}

void seastarFunctions() {
  seastar::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'seastar::sleep' returns is dropped at once, so the work runs on
  (void)seastar::sleep(1).then([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'seastar::future<>::then' returns is dropped at once, so the work runs on
}

void hpxFunctions() {
  hpx::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'hpx::async' returns is dropped at once, so the work runs on
}

concurrencpp::result<int> compute();
concurrencpp::lazy_result<int> computeLater();
void concurrencppFunctions() {
  compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'compute' returns is dropped at once, so the work runs on
  computeLater();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'computeLater' returns is dropped at once, so the work never runs; await it or start it
}

std::experimental::future<int> loadLater();
void concurrencyTs() {
  loadLater();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'loadLater' returns is dropped at once, so its error is lost, and either this line blocks or nothing waits for the work; keep it and wait for it
  loadLater().then([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::experimental::future<int>::then' returns is dropped at once
}

std::future<int> declaredOnly();
void declared() {
  declaredOnly();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'declaredOnly' returns is dropped at once, so its error is lost, and either this line blocks or nothing waits for the work; keep it and wait for it
}

struct Pool {
  template <class F> std::future<int> submit(F &&);
  std::shared_future<int> share();
};
void pool(Pool &On) {
  On.submit(answer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'Pool::submit' returns is dropped at once, so its error is lost
  On.share();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'Pool::share' returns is dropped at once, so its error is lost
  On.submit(answer).get(); // ok: waited for.
}

void keptToTheEndOfTheScope(Pool &On) { // ok: it may be of std::async, whose destructor waits.
  auto Kept = On.submit(answer);
}

std::future<int> &cached();
std::future<int> *cachedToo();
void referencesAndPointers() { // ok: somebody else has it.
  cached();
  cachedToo();
}

class Derived : public std::future<int> {};
Derived derived();
void derivedType() {
  derived();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'derived' returns is dropped at once, so its error is lost
}

// What stands for no work.

void promises(folly::Promise<int> &Folly, seastar::promise<int> &Seastar, QPromise<int> &Qt) { // ok: somebody else sets them.
  std::promise<int> Own;
  Own.get_future();
  Folly.getFuture();
  Folly.getSemiFuture();
  Seastar.get_future();
  Qt.future();
}

void emptied(std::future<int> Kept) { // ok: a variable is emptied, and nothing is started.
  std::exchange(Kept, std::future<int>());
  (void)std::move(Kept);
}

void ready() { // ok: ready at once.
  boost::make_ready_future(1);
  std::experimental::make_ready_future(1);
  std::experimental::promise<int>().get_future();
  folly::makeFuture(1);
  seastar::make_ready_future<int>();
}

namespace other {
template <class T> struct future {};
future<int> load();
void otherFuture() { load(); } // ok: a class that nobody has listed.
} // namespace other
