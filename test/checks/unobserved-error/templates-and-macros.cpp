// RUN: %check_structured -std=c++14-or-later %s structured-unobserved-error %t

#include "shared.h"
#include <future>
#include <vector>

void mayThrow();

void inAHeader() { startShared(); }
// CHECK-MESSAGES: shared.h:6:12: warning: nothing looks at the error that 'F' may carry

template <class T> void inATemplate(T Value) {
  auto F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  F.wait();
}
template void inATemplate(int);
template void inATemplate(long);

template <class T> void neverMade(T Value) {
  std::future<void> F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing looks at the error that 'F' may carry
}

template <class T> T askedInATemplate() { // ok: get() is called.
  auto F = std::async([] {
    mayThrow();
    return T();
  });
  return F.get();
}
template int askedInATemplate();

#if __cplusplus >= 201703L
template <bool Ask> void askedByOne() { // ok: one of what is made from it asks.
  auto F = std::async(mayThrow);
  if constexpr (Ask)
    F.get();
  else
    F.wait();
}
template void askedByOne<true>();
template void askedByOne<false>();
#endif

#define RUN_AND_WAIT(Work)                                                                         \
  {                                                                                                \
    auto F = std::async(Work);                                                                     \
    F.wait();                                                                                      \
  }
// CHECK-MESSAGES: :[[@LINE-3]]:14: warning: nothing looks at the error that 'F' may carry

void inMacros() {
  RUN_AND_WAIT(mayThrow)
  RUN_AND_WAIT(mayThrow)
}

void inAGenericLambda() {
  auto Run = [](auto Work) {
    auto F = std::async(Work);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing looks at the error that 'F' may carry
    F.wait();
  };
  Run(mayThrow);
}
