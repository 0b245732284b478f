// One spawn is spoken of once: a detached thread and a loop by their own
// checks, a dropped future only where nothing dies too early.
// RUN: %check_structured -std=c++17 %s structured-escaping-capture,structured-loop-capture,structured-detached-thread,structured-discarded-future %t -- -config='{CheckOptions: {SpawnApis: "::acme::Pool::submit=detaches"}}'

#include <future>
#include <thread>
#include <vector>

namespace acme {
struct Pool {
  template <class F> std::future<void> submit(F &&) { return {}; }
};
} // namespace acme

void use(int);

void detached() {
  int Steps = 0;
  std::thread([&Steps] { ++Steps; }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: nothing waits for this detached thread, which may outlive 'Steps'; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void leaked() {
  int Steps = 0;
  new std::thread([&Steps] { ++Steps; });
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing can wait for this thread, whose handle leaks, and which may outlive 'Steps'; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void inALoop(std::vector<std::thread> &All) {
  int Steps = 0;
  for (int I = 0; I < 3; ++I)
    All.emplace_back([&] { use(I + Steps); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'I' of this one; give it a copy, or wait for it in the same round [structured-loop-capture]
}

void dropped(acme::Pool &Workers, int Number) {
  Workers.submit([&Number] { use(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Number', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  Workers.submit([Number] { use(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'acme::Pool::submit' returns is dropped at once, so the work runs on, nothing waits for it, and its error is lost; keep it and wait for it [structured-discarded-future]
}
