// RUN: %check_structured -check-suffixes=DEFAULT %s structured-unobserved-error %t
// RUN: %check_structured -check-suffixes=DEFAULT,ALWAYS %s structured-unobserved-error %t -- \
// RUN:   -config='{CheckOptions: {structured-unobserved-error.RequireGet: always}}'
// RUN: %check_structured -check-suffixes=UNUSED %s structured-unobserved-error %t -- \
// RUN:   -config='{CheckOptions: {structured-unobserved-error.AllowMaybeUnused: true}}'
// RUN: %check_structured -check-suffixes=DEFAULT,TYPES %s structured-unobserved-error %t -- \
// RUN:   -config='{CheckOptions: {FutureTypes: ::acme::Future}}'

#include <future>
#include <gtest/gtest.h>

void mayThrow();
void safe() noexcept;

namespace acme {
template <class T> class Future {
public:
  ~Future();
  T get();
  void wait();
};
Future<int> submit();
Future<int> started() __attribute__((annotate("sc::discardable")));
} // namespace acme

void always() {
  auto F = std::async(safe);
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:12: warning: nothing looks at the result that 'F' may carry; call 'get()' on it, which waits and rethrows [structured-unobserved-error]
  F.wait();
}

void maybeUnused() {
  __attribute__((unused)) auto F = std::async(mayThrow);
  // CHECK-MESSAGES-DEFAULT: :[[@LINE-1]]:36: warning: nothing looks at the error that 'F' may carry
  auto _ = std::async(mayThrow);
  // CHECK-MESSAGES-DEFAULT: :[[@LINE-1]]:12: warning: nothing looks at the error that '_' may carry
}

void otherTypes() {
  auto F = acme::submit();
  // CHECK-MESSAGES-TYPES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  F.wait();
  auto G = acme::started(); // ok: it may be dropped.
  G.wait();
  auto H = acme::submit(); // ok: structured-discarded-future says it.
}

void expectedToFail() { // ok: the test looks at the error.
  EXPECT_THROW(auto F = std::async(mayThrow), int);
}
