// A callable that returns a future of no work, which only its interface asks for.
// RUN: %check_structured -std=c++14-or-later %s structured-future-lost-in-callback %t

#include <functional>
#include <seastar/core/future.hh>

void work();
seastar::future<> serve();

static seastar::future<> done() { return seastar::make_ready_future<>(); }
static seastar::future<> perhaps(bool Busy) {
  if (!Busy)
    return seastar::make_ready_future<>();
  return serve();
}

void ready() { // ok: when it returns all is done.
  std::function<void()> One = [] {
    work();
    return seastar::make_ready_future<>();
  };
  std::function<void()> Two = done;
  std::function<void()> Three = [] { return done().then([] { work(); }); };
}

void running() {
  std::function<void(bool)> One = perhaps;
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: what 'perhaps' returns is dropped by 'std::function<void (bool)>', so the work runs on
  std::function<void()> Two = [] { return done().then([] { return serve(); }); };
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: what this lambda returns is dropped by 'std::function<void ()>', so the work runs on
}
