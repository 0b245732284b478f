// RUN: %check_structured -std=c++17 %s structured-discarded-future %t
// RUN: %check_structured -std=c++20-or-later -check-suffixes=,CXX20 %s structured-discarded-future %t

// Where a future can be dropped, besides the common places, and where it only seems so.

#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

void work();
int answer();
std::future<int> load();
extern bool Condition;

// A cast to void drops what is in it, wherever it stands.

void returned() {
  return (void)std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what 'std::async' returns is dropped at once
}
auto ReturnedByLambda = [] { return static_cast<void>(std::async(work)); };
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: what 'std::async' returns is dropped at once
void returnedAfterAComma() {
  return work(), (void)std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: what 'std::async' returns is dropped at once
}
void oneSideOnly() {
  Condition ? (void)std::async(work) : (void)0;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: what 'std::async' returns is dropped at once
  Condition && (std::async(work), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'std::async' returns is dropped at once
}

// Statements before a condition, handlers, and the bodies of functions that are one.

void initialised(int N) {
  if (std::async(work); Condition)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: what 'std::async' returns is dropped at once
    work();
  switch (std::async(work); N) {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: what 'std::async' returns is dropped at once
  default:
    break;
  }
}

void functionTry() try {
  std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
} catch (...) {
  std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
}

void attributed() {
  [[clang::nomerge]] std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  {{\[\[}}clang::nomerge{{\]\]}} std::async(std::launch::async, work).wait();
}

void inACondition() {
  while (bool Once = (std::async(work), false))
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: what 'std::async' returns is dropped at once
    (void)Once;
}

// What is called by other means than by name.

struct Callable {
  std::future<int> operator()();
  std::future<int> operator+(int);
};
void byOperator(Callable Object, std::function<std::future<int>()> Function) {
  Object();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'Callable::operator()' returns is dropped at once
  Object + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'Callable::operator+' returns is dropped at once
  Function();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::function<std::future<int> ()>::operator()' returns is dropped at once
}

void temporaryThread() {
  std::thread{work}.join(); // ok: joined.
}

#if __cplusplus >= 202002L
void temporaryJthread() {
  std::jthread{work};
  // CHECK-MESSAGES-CXX20: :[[@LINE-1]]:3: warning: this 'std::jthread' is dropped at once, so this line blocks
  std::jthread Kept{work}; // ok: it joins at the end of the scope.
}
#endif

// What only seems to be dropped.

struct Two {
  std::future<void> A, B;
};
void bound() { // ok: kept to the end of the scope, where the destructors wait.
  auto [A, B] = Two{std::async(work), std::async(work)};
  auto [C, D] = std::pair<std::future<void>, int>{std::async(work), 1};
}

void shared() { // ok: kept.
  std::shared_future<void> Kept = std::async(work);
}

void ofAVariable(std::future<int> Given) { // ok: a variable is named, and nothing is started.
  (void)Given;
  (void)std::move(Given);
  std::move(Given);
  std::ignore = std::move(Given);
}

void assigned(std::future<int> &Into, std::future<int> *IntoToo) { // ok: somebody else has it.
  Into = load();
  *IntoToo = load();
  (void)(Into = load());
  (Into = load()), work();
  Condition ? Into = load() : *IntoToo = load();
}

void onTheHeap() { // ok: a pointer keeps it.
  auto Kept = std::make_unique<std::future<void>>(std::async(work));
  auto *KeptToo = new std::future<void>(std::async(work));
  delete KeptToo;
}

void captured() { // ok: the lambda keeps it.
  auto Kept = [Started = std::async(work)] { Started.wait(); };
  Kept();
}

void inAnAggregate() { // ok: kept.
  std::future<void> All[] = {std::async(work)};
  Two Both{std::async(work), std::async(work)};
}

void byDefault(std::future<void> = std::async(work));
void defaultArgument() { byDefault(); } // ok: handed over.

void inALoop(std::vector<std::future<int>> All) { // ok: waited for.
  for (std::future<int> &Each : All)
    Each.get();
  for (int I = load().get(); I < answer(); ++I)
    load().wait();
}

void asACondition() { // ok: kept until the condition's scope ends.
  if (auto Kept = std::async(work); Condition)
    work();
}

void compared() { // ok: waited for in the same expression.
  (void)(load().get() == load().get());
}

void thrown() { // ok: whoever catches it has it.
  throw std::async(work);
}
