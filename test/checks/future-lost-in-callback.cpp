// RUN: %check_structured %s structured-future-lost-in-callback %t

#include <functional>
#include <future>
#include <sc/group.h>
#include <thread>
#include <utility>
#include <vector>

void work();
int answer();
std::future<void> start();
std::future<int> &sharedAnswer();
void post(std::function<void()>);
template <class F> void run(F) {}

// What is made into a function that returns nothing.

void lambda() {
  std::function<void()> F = [] { return std::async(std::launch::async, work); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what this lambda returns is dropped by 'std::function<void ()>', so each call blocks until the work ends, and its error is lost; wait for it inside [structured-future-lost-in-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: the work is started here, and the destructor of this future waits for it
}

void function() {
  std::function<void()> F = start;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what 'start' returns is dropped by 'std::function<void ()>', so its error is lost, and either each call blocks or nothing waits for the work; wait for it inside
  // CHECK-MESSAGES: :12:19: note: it returns a 'std::future<void>', which stands for work
  std::function<void()> G(&start);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: what 'start' returns is dropped by 'std::function<void ()>'
}

struct Starter {
  std::future<void> operator()() const;
  std::future<void> begin();
};

void objects(Starter &S) {
  std::function<void()> F = Starter();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what a call of this 'Starter' returns is dropped by 'std::function<void ()>'
  std::function<std::future<void>()> G = start; // ok: what is returned is the future.
  std::function<void()> H = G;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what a call of this 'std::function<std::future<void> ()>' returns is dropped by 'std::function<void ()>'
  std::function<void()> I = std::bind(&Starter::begin, &S);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what 'Starter::begin' returns is dropped by 'std::function<void ()>'
}

void deferred() {
  std::function<void()> F = [] { return std::async(std::launch::deferred, work); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what this lambda returns is dropped by 'std::function<void ()>', so the work never runs; start it inside, or await it
}

void argument() {
  post([] { return std::async(std::launch::async, work); });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: what this lambda returns is dropped by 'std::function<void ()>'
}

void assigned() {
  std::function<void(int)> F;
  F = [](int) { return start(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: what this lambda returns is dropped by 'std::function<void (int)>'
}

void named() {
  auto Start = [] { return std::async(std::launch::async, work); };
  std::function<void()> F = Start;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what this lambda returns is dropped by 'std::function<void ()>'
}

void inAContainer() {
  std::vector<std::function<void()>> All;
  All.push_back([] { return start(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what this lambda returns is dropped by 'std::function<void ()>'
  All.emplace_back([] { return start(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: what this lambda returns is dropped by 'std::function<void ()>'
}

void task() {
  std::packaged_task<void()> T([] { return start(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: what this lambda returns is dropped by 'std::packaged_task<void ()>'
}

void threads() {
  std::thread T([] { return std::async(std::launch::async, work); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what this lambda returns is dropped by 'std::thread'
  T.join();
  std::vector<std::thread> All;
  All.emplace_back(start);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: what 'start' returns is dropped by 'std::thread'
}

#define LATER(Work) std::function<void()> Later = [] { return std::async(Work); }
// CHECK-MESSAGES: :[[@LINE-1]]:51: warning: what this lambda returns is dropped by 'std::function<void ()>'
void inAMacro() { LATER(work); }
void inAMacroAgain() { LATER(answer); }

// Where nothing is lost.

void nothingIsReturned() { // ok: the lambda waits.
  std::function<void()> F = [] { std::async(std::launch::async, work).get(); };
  std::thread T([] { start().get(); });
  T.join();
}

void noWork() { // ok: an int is no future.
  std::function<void()> F = answer;
  std::thread T(answer);
  T.join();
}

void reference() { // ok: somebody else has that future.
  std::function<void()> F = sharedAnswer;
}

void theFutureIsReturned() { // ok: who calls it gets the future.
  std::function<std::future<void>()> F = [] { return std::async(work); };
  std::packaged_task<std::future<void>()> T([] { return std::async(work); });
}

void deduced() { // ok: what run does with it is not seen.
  run([] { return std::async(work); });
  auto F = std::async([] { return std::async(work); });
}

struct Handle {
  std::future<void> F;
};
void inAnother() { // ok: that class may wait.
  std::function<void()> F = [] { return Handle{start()}; };
}

std::future<void> startOrNot() __attribute__((annotate("sc::discardable")));
void mayBeDropped() { // ok: the function says so.
  std::function<void()> F = startOrNot;
}

template <class F> void postAnything(F Work) { // ok: what it is used with is not its matter.
  std::function<void()> Later = Work;
  post(Later);
}
void useTemplate() {
  postAnything([] { return start(); });
}

template <class T> void inATemplate() {
  std::function<void()> F = [] { return std::async(std::launch::async, work); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what this lambda returns is dropped by 'std::function<void ()>'
}
template void inATemplate<int>();
template void inATemplate<long>();
