// RUN: %check_structured %s structured-unobserved-error %t

#include <future>
#include <utility>

void mayThrow();
int answer();
void safe() noexcept;
int safeAnswer() noexcept;
void take(std::future<void>);
void takeByReference(std::future<void> &);
void takeShared(std::shared_future<int>);

// Who waits, and looks at nothing.

void waitedFor() {
  auto F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry; call 'get()' on it, which waits and rethrows [structured-unobserved-error]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: waited for here, which does not rethrow
  F.wait();
}

void keptToTheEnd() {
  auto F = std::async(std::launch::async, mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: nothing asks 'F' for a result; its destructor waits and drops it
}

void keptByReference() {
  auto &&F = std::async(std::launch::async, mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing looks at the error that 'F' may carry
}

void deferred() {
  auto F = std::async(std::launch::deferred, mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  F.wait();
}

void polledAndNeverAsked() {
  std::future<int> F = std::async(answer);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing looks at the error that 'F' may carry
  while (F.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
    ;
}

void validIsNoLook() {
  auto F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  if (F.valid())
    F.wait();
  (void)F;
}

void assigned(bool Early) {
  std::future<void> F;
  if (Early)
    F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nothing looks at the error that 'F' may carry
  else
    F = std::async(std::launch::async, [] { mayThrow(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nothing looks at the error that 'F' may carry
  F.wait();
}

void moved() {
  auto F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  auto G = std::move(F);
  G.wait();
}

void shared() {
  auto F = std::async(answer).share();
  std::shared_future<int> G = std::async(answer);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: nothing looks at the error that 'G' may carry
  std::shared_future<int> H(G);
  H.wait();
  F.get();
}

void inALambda() {
  auto Run = [] {
    auto F = std::async(mayThrow);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing looks at the error that 'F' may carry
    F.wait();
  };
  Run();
}

void waitedForByALambda() {
  auto F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  auto Wait = [&F] { F.wait(); };
  Wait();
}

static void waitFor(std::future<void> &F) { F.wait(); }

void waitedForByAFunction() {
  auto F = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  waitFor(F);
}

std::future<void> fromElsewhere();

void ofAnotherFunction() {
  auto F = fromElsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
}

#define START(Name) auto Name = std::async(mayThrow)
// CHECK-MESSAGES: :[[@LINE-1]]:33: warning: nothing looks at the error that 'F' may carry
void inAMacro() { START(F); }

// Who looks, or may look.

void asked() { // ok: get() rethrows.
  auto F = std::async(mayThrow);
  F.get();
}

void waitedForAndAsked() { // ok: get() follows.
  auto F = std::async(mayThrow);
  F.wait();
  F.get();
}

void polledAndAsked() { // ok: get() follows the polling.
  auto F = std::async(answer);
  while (F.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
    safe();
  (void)F.get();
}

void askedOnOnePath(bool Eager) { // ok: somebody has thought of the error.
  auto F = std::async(mayThrow);
  if (Eager)
    F.get();
}

void askedThroughAnAlias() { // ok: it is the same future.
  auto F = std::async(mayThrow);
  auto &Same = F;
  Same.get();
}

void askedAfterAMove() { // ok: the other variable is asked.
  auto F = std::async(mayThrow);
  auto G = std::move(F);
  F = std::async(safe);
  G.get();
}

void askedThroughACopy() { // ok: a shared future has one error for all.
  std::shared_future<int> F = std::async(answer);
  auto G = F;
  F.wait();
  (void)G.get();
}

void askedAfterShare() { // ok: the shared future is asked.
  auto F = std::async(answer);
  auto G = F.share();
  (void)G.get();
}

void askedInALambda() { // ok: the lambda asks.
  auto F = std::async(mayThrow);
  auto Ask = [&] { F.get(); };
  Ask();
}

#if __cplusplus >= 201402L
void movedIntoALambda() { // ok: the lambda asks.
  auto F = std::async(mayThrow);
  auto Ask = [G = std::move(F)]() mutable { G.get(); };
  Ask();
}
#endif

void passedOn() { // ok: the other function may ask.
  auto F = std::async(mayThrow);
  take(std::move(F));
  auto G = std::async(mayThrow);
  takeByReference(G);
  std::shared_future<int> H = std::async(answer);
  takeShared(H);
}

static void askFor(std::future<void> &F) { F.get(); }

void askedByAFunction() { // ok: that function asks.
  auto F = std::async(mayThrow);
  askFor(F);
}

std::future<void> returned() { // ok: the caller may ask.
  auto F = std::async(mayThrow);
  F.wait();
  return F;
}

struct Job {
  std::future<void> Done;
};
Job inAnAggregate() { // ok: the caller may ask.
  auto F = std::async(mayThrow);
  return Job{std::move(F)};
}

void throughAPointer(std::future<void> *Out) { // ok: the caller may ask.
  *Out = std::async(mayThrow);
}

void throughAReference(std::future<void> &Out) { // ok: the caller may ask.
  Out = std::async(mayThrow);
  Out.wait();
}

// What cannot fail.

void cannotThrow() { // ok: there is no error to look at.
  auto F = std::async(safe);
  F.wait();
  auto G = std::async([]() noexcept { mayThrow(); });
  G.wait();
  int X = 0;
  auto H = std::async(std::launch::async, [&X] { ++X; });
  H.wait();
  auto I = std::async(std::launch::async, safeAnswer);
}

void discarded() { // ok: structured-discarded-future says it.
  std::async(std::launch::async, mayThrow);
}

std::future<int> make();
void unfinished(std::future<int> F) { // ok: who made it is asked.
  F.wait();
}
