// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t

#include "shared.h"
// CHECK-MESSAGES: shared.h:5:26: warning: what 'std::async' returns is dropped at once
#include <future>

void work();
int answer();

// Templates: said once, whatever they are made with, and only if every instance is wrong. Never
// edited: what fits one instance need not fit the next.

template <class T> void notDependent(T) {
  std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  std::async(std::launch::async, work);
}
template void notDependent(int);
template void notDependent(char);

template <class T> void neverUsed(T) {
  std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  std::async(std::launch::async, work);
}

template <class F> void dependentArgument(F Run) {
  std::async(std::launch::async, Run);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  std::async(std::launch::async, Run);
}
template void dependentArgument(void (*)());
template void dependentArgument(int (*)());

struct Returning {
  std::future<int> run();
};
struct Plain {
  void run();
};
template <class T> void dependentCall(T Some) { // ok: what it returns depends on the type.
  Some.run();
}
template void dependentCall(Returning);
template void dependentCall(Plain);

template <bool Now> void constantCondition() {
  if constexpr (Now)
    answer();
  else
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
}
template void constantCondition<true>();
template void constantCondition<false>();

void deadBranch() {
  if constexpr (false)
    std::async(work); // ok: never compiled in.
}

auto Generic = [](auto Run) {
  std::async(Run);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
};
void useGeneric() {
  Generic(work);
  Generic(answer);
}

template <class T> struct Holder {
  void start() {
    std::async(std::launch::async, [this] { run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
    // CHECK-FIXES: {{^}}    std::async(std::launch::async, [this] { run(); });
  }
  void run();
};
template struct Holder<int>;
template struct Holder<char>;

template <class T> int VariableTemplate = (std::async(std::launch::async, work), 1);
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: what 'std::async' returns is dropped at once
// CHECK-FIXES: {{^}}template <class T> int VariableTemplate = (std::async(std::launch::async, work), 1);
int useVariableTemplate() { return VariableTemplate<int> + VariableTemplate<char>; }

template <class T> struct Initialised {
  int Member = (std::async(std::launch::async, work), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  int Member = (std::async(std::launch::async, work), 1);
};
Initialised<int> OfInt{};

template <class T> struct Source {
  std::future<T> load();
  void start() { load(); } // ok: what it returns depends on the type.
};
template struct Source<int>;

void lambdaInTemplate() {
  auto Generic = [](auto) { std::async(std::launch::async, work); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  auto Generic = [](auto) { std::async(std::launch::async, work); };
  Generic(1);
}

// Macros: said once, where the text is, and never edited.

#define START(Work) std::async(std::launch::async, Work)
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: what 'std::async' returns is dropped at once
// CHECK-FIXES: {{^}}#define START(Work) std::async(std::launch::async, Work)
void byMacro() {
  START(work);
  START(answer);
}

#define RUN(Statement) Statement
void byArgument() {
  RUN(std::async(std::launch::async, work));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  RUN(std::async(std::launch::async, work));
}

#define KEEP(Name, Work) auto Name = std::async(Work)
void keptByMacro() { // ok: kept.
  KEEP(First, work);
  First.wait();
}
