// What docs/examples/config/seastar.yaml adds, and takes away.
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,BEFORE %s 'structured-*' %t
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,AFTER %s 'structured-*' %t -- -config='{CheckOptions: {SinkConfig: "%configs/seastar.yaml"}}'

#include <future>
#include <seastar/core/future.hh>

namespace seastar {
class thread_attributes {};
template <class F> future<> async(thread_attributes, F &&) { return {}; }
namespace alien {
class instance;
template <class F> std::future<void> submit_to(instance &, unsigned, F &&) { return {}; }
} // namespace alien
} // namespace seastar

seastar::future<> escapes() {
  int Sum = 0;
  return seastar::async([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

seastar::future<> escapesWithAttributes(seastar::thread_attributes Attributes) {
  int Sum = 0;
  return seastar::async(Attributes, [&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

seastar::future<> escapesToShard() {
  int Sum = 0;
  return seastar::smp::submit_to(0, [&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

void fromOutside(seastar::alien::instance &Instance) {
  seastar::alien::submit_to(Instance, 0, [] {});
  // CHECK-MESSAGES-BEFORE: :[[@LINE-1]]:3: warning: what 'seastar::alien::submit_to' returns is dropped at once, so its error is lost, and either this line blocks or nothing waits for the work
  // CHECK-MESSAGES-AFTER: :[[@LINE-2]]:3: warning: what 'seastar::alien::submit_to' returns is dropped at once, so the work runs on
}

void dropped() {
  (void)seastar::sleep(1);
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:9: warning: what 'seastar::sleep' returns is dropped at once
}

void waited() { // ok: waited for.
  int Sum = 0;
  seastar::async([&Sum] { ++Sum; }).get();
}
