// RUN: %check_structured %s structured-discarded-future %t

#include <future>
#include <tuple>
#include <vector>

void work();
int answer();
void take(std::future<void>);
extern bool Condition;

// How a future is dropped.

void statement() {
  std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep it, and wait where the result is needed [structured-discarded-future]
  // CHECK-FIXES: {{^}}  std::async(work);
}

void asyncOnly() {
  std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends; keep it, and wait where the result is needed
  // CHECK-FIXES: {{^}}  std::async(std::launch::async, work).wait();
}

void lambda(int X) {
  std::async(std::launch::async, [X] {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
    (void)X;
    work();
  });
  // CHECK-FIXES: {{^}}  }).wait();
}

void parenthesised() {
  (std::async(work));
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: what 'std::async' returns is dropped at once
}

void castToVoid() {
  (void)std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  (void)std::async(std::launch::async, work);
  static_cast<void>(std::async(work));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: what 'std::async' returns is dropped at once
  void(std::async(work));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: what 'std::async' returns is dropped at once
}

void assignedToIgnore() {
  std::ignore = std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'std::async' returns is dropped at once
}

void comma() {
  std::async(work), work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
  work(), std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: what 'std::async' returns is dropped at once
  int X = (std::async(work), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what 'std::async' returns is dropped at once
  (void)X;
}

void conditional() {
  Condition ? std::async(work) : std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: what 'std::async' returns is dropped at once
  // CHECK-MESSAGES: :[[@LINE-2]]:34: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  Condition ? std::async(work) : std::async(std::launch::async, work);
}

void loops(int N) {
  for (std::async(work); N > 0; std::async(work), --N)
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: what 'std::async' returns is dropped at once
    // CHECK-MESSAGES: :[[@LINE-2]]:33: warning: what 'std::async' returns is dropped at once
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
  while (N-- > 0)
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
  do
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
  while (N++ < 0);
  for (int X : {1, 2})
    std::async(take, std::future<void>()), (void)X;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
}

void branches(int N) {
  if (Condition)
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
  else
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
  switch (N) {
  case 1:
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
    break;
  default:
  label:
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
  }
}

void inLambda() {
  auto Start = [] { std::async(work); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: what 'std::async' returns is dropped at once
  Start();
}

struct Service {
  Service() { std::async(work); }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: what 'std::async' returns is dropped at once
  ~Service() { std::async(work); }
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what 'std::async' returns is dropped at once
  int Ready = (std::async(work), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what 'std::async' returns is dropped at once
};

int Started = (std::async(work), 1);
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what 'std::async' returns is dropped at once

void usingDirective() {
  using namespace std;
  async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
}

void usingDeclaration() {
  using std::async;
  async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
}

void unusedTemporary() {
  std::future<int>(std::async(answer));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: what 'std::async' returns is dropped at once
  std::future<int>{std::async(answer)};
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: what 'std::async' returns is dropped at once
  std::shared_future<int>(std::async(answer));
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: what 'std::async' returns is dropped at once
}

void movedNowhere() {
  std::move(std::async(work));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: what 'std::async' returns is dropped at once
}

void whatHasToStayAFuture() {
  std::future<int>(std::async(std::launch::async, answer));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  std::future<int>(std::async(std::launch::async, answer));
  std::move(std::async(std::launch::async, answer));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  std::move(std::async(std::launch::async, answer));
  static_cast<std::future<int>>(std::async(std::launch::async, answer));
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  static_cast<std::future<int>>(std::async(std::launch::async, answer));
}

void statementExpression() {
  ({ std::async(work); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: what 'std::async' returns is dropped at once
  ({
    std::async(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once
    work();
  });
}

void memberFunction(Service &Of) {
  struct Local {
    void run() {}
  } One;
  std::async(std::launch::async, &Local::run, &One);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
  // CHECK-FIXES: {{^}}  std::async(std::launch::async, &Local::run, &One).wait();
}

// What is silent.

void chained() { // ok: waited for in the same line.
  std::async(work).wait();
  std::async(work).get();
  (void)std::async(answer).get();
  std::async(work).share().wait();
}

void keptToTheEndOfTheScope() { // ok: the destructor waits there.
  auto Kept = std::async(work);
  std::future<void> Also = std::async(work);
  const auto &Bound = std::async(work);
  auto &&BoundToo = std::async(work);
}

void keptAndWaitedFor() { // ok: waited for.
  auto Kept = std::async(work);
  Kept.get();
}

void castOfAVariable() { // ok: says that the variable is not used, and drops nothing.
  auto Kept = std::async(work);
  (void)Kept;
}

std::future<void> returned() { // ok: handed to the caller.
  return std::async(work);
}
auto returnedByLambda = [] { return std::async(work); }; // ok: handed to the caller.

void handedOver() { // ok: somebody else has it.
  take(std::async(work));
  std::vector<std::future<void>> All;
  All.push_back(std::async(work));
  All.emplace_back(std::async(work));
  take(Condition ? std::async(work) : std::async(work));
}

struct Holder {
  std::future<void> Kept;
  Holder() : Kept(std::async(work)) {}
  void again() { Kept = std::async(work); } // ok: the member keeps it.
  std::future<void> AtOnce = std::async(work);
};

void assigned() { // ok: kept.
  std::future<void> Kept;
  Kept = std::async(work);
  std::vector<std::future<void>> All;
  All[0] = std::async(work);
}

std::future<void> Global = std::async(work); // ok: kept.

void valueOfAStatementExpression() { // ok: the value is kept.
  auto Kept = ({ std::async(work); });
}

void unevaluated() { // ok: never run.
  using Result = decltype(std::async(work));
  (void)sizeof(std::async(work));
  (void)noexcept(std::async(work));
}

void onCondition() {
  if (std::async(answer).get() > 0) // ok: waited for.
    work();
  while (std::async(answer).get() > 0) // ok: waited for.
    work();
}

void otherResults() { // ok: no futures.
  answer();
  (void)answer();
}

void madeOfNothing() { // ok: stands for no work.
  std::future<void>();
  std::promise<int>().get_future();
  std::packaged_task<void()>(work).get_future();
}

namespace mine {
template <class F> int async(F &&) { return 0; }
void otherAsync() { async(work); } // ok: another function of that name.
} // namespace mine

void suppressed() { // ok: with a reason.
  std::async(work); // NOLINT(structured-discarded-future): the line is meant to wait
  // NOLINTNEXTLINE(structured-discarded-future)
  std::async(work);
}

void suppressedBlock() { // ok: with a reason.
  // NOLINTBEGIN(structured-discarded-future): these lines are meant to wait
  std::async(work);
  std::async(work);
  // NOLINTEND(structured-discarded-future)
  std::async(work); // NOLINT(structured-*)
  std::async(work); // NOLINT
}

void suppressedForAnother() {
  std::async(work); // NOLINT(structured-detached-thread)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
}
