// RUN: %check_structured -std=c++11,c++14,c++17 %s structured-discarded-future %t
// RUN: %check_structured -std=c++20-or-later -check-suffixes=,CXX20 %s structured-discarded-future %t

#include <future>

void work();
std::launch chosen();

// Async: it blocks, and the wait can be made visible.

void async() {
  std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends; keep it, and wait where the result is needed
  // CHECK-FIXES: {{^}}  std::async(std::launch::async, work).wait();
}

constexpr std::launch Policy = std::launch::async;
void byConstant() {
  std::async(Policy, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends; keep
  // CHECK-FIXES: {{^}}  std::async(Policy, work).wait();
}

void byLocalConstant() {
  const auto Local = std::launch::async;
  std::async(Local, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends; keep
  // CHECK-FIXES: {{^}}  std::async(Local, work).wait();
}

#if __cplusplus >= 202002L
void byUsingEnum() {
  using enum std::launch;
  std::async(async, work);
  // CHECK-MESSAGES-CXX20: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends; keep
}
#endif

// Deferred: nobody asks, so nothing is done.

void deferred() {
  std::async(std::launch::deferred, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so the work never runs; keep it and call 'get()'
  // CHECK-FIXES: {{^}}  std::async(std::launch::deferred, work);
}

void deferredAndNeverAskedFor() {
  auto Kept = std::async(std::launch::deferred, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: what 'std::async' returns is never used, so the work never runs; keep it and call 'get()'
}

void deferredAndAskedFor() { // ok: runs in get().
  auto Kept = std::async(std::launch::deferred, work);
  Kept.get();
}

// Either: the implementation has the choice, so waiting is no synonym.

void byDefault() {
  std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  // CHECK-FIXES: {{^}}  std::async(work);
}

void both() {
  std::async(std::launch::async | std::launch::deferred, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  // CHECK-FIXES: {{^}}  std::async(std::launch::async | std::launch::deferred, work);
}

void byVariable(std::launch Given) {
  std::async(Given, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  // CHECK-FIXES: {{^}}  std::async(Given, work);
  auto Local = std::launch::async;
  std::async(Local, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  // CHECK-FIXES: {{^}}  std::async(Local, work);
  std::async(chosen(), work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  // CHECK-FIXES: {{^}}  std::async(chosen(), work);
}

template <class L> void dependent(L Given) {
  std::async(Given, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  // CHECK-FIXES: {{^}}  std::async(Given, work);
}
template void dependent(std::launch);
