// What continues work has the errors of that, and its future only those of its own.
// RUN: %check_structured -std=c++14-or-later %s structured-unobserved-error %t

#include <boost/thread.hpp>
#include <exception>
#include <seastar/core/future.hh>
#include <stdexcept>

boost::future<int> lookUp(int Key);
void show(int);
void complain(const char *) noexcept;
void loop();

void handled() { // ok: it handles every error.
  boost::future<int> Shown = lookUp(1).then([](boost::future<int> Found) {
    try {
      show(Found.get());
    } catch (const std::exception &Error) {
      complain(Error.what());
    }
    return 0;
  });
  loop();
  Shown.wait();
}

void handledBefore() { // ok: it is told of errors, and goes on.
  boost::future<int> Next = lookUp(1).then([](boost::future<int> Found) {
    int Number = 0;
    try {
      Number = Found.get();
    } catch (const std::exception &) {
      return 1;
    }
    show(Number);
    return 0;
  });
  loop();
  Next.wait();
}

void thrown() {
  boost::future<int> Next = lookUp(1).then([](boost::future<int> Found) -> int {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: nothing looks at the error that 'Next' may carry; call 'get()' on it, which waits and rethrows [structured-unobserved-error]
    try {
      return Found.get();
    } catch (const std::exception &) {
    }
    throw std::runtime_error("none");
  });
  Next.wait();
}

void passedOn() {
  boost::future<int> Next =
      lookUp(1).then([](boost::future<int> Found) { return Found.get() + 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing looks at the error that 'Next' may carry
  Next.wait();
}

void ofValue() {
  boost::future<int> Next = lookUp(1).then([](int) noexcept { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: nothing looks at the error that 'Next' may carry
  Next.wait();
}

seastar::future<> serve();

void everyErrorTaken() { // ok: what takes the errors cannot throw.
  auto Served = serve().then([] { loop(); }).handle_exception([](std::exception_ptr) { complain("failed"); });
  auto Ended = serve().then_wrapped([](seastar::future<> Before) noexcept { (void)Before.failed(); });
  loop();
}

void someErrorsTaken() {
  auto Served = serve().handle_exception_type([](const std::runtime_error &) { complain("failed"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing looks at the error that 'Served' may carry
  (void)Served;
  auto Ended = serve().finally([] { complain("ended"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nothing looks at the error that 'Ended' may carry
  (void)Ended;
  auto Handled = serve().handle_exception([](std::exception_ptr) { loop(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing looks at the error that 'Handled' may carry
  (void)Handled;
  auto After = serve().handle_exception([](std::exception_ptr) {}).then([] { loop(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nothing looks at the error that 'After' may carry
  (void)After;
}
