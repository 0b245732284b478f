// What continues work that somebody waits for.
// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t -- -config='{CheckOptions: {DiscardableFunctions: "::acme::every", OwningTypes: "::acme::Nursery"}}'

#include <exception>
#include <folly/Future.h>
#include <functional>
#include <seastar/core/gate.hh>

seastar::future<> serve();
void log(std::exception_ptr);

namespace acme {
folly::Future<int> every(int Seconds);
folly::Future<int> once(int Seconds);
class Nursery {
public:
  folly::Future<int> start(int (*)());
};
} // namespace acme
int answer();
struct Loop { // Runs what it is given in the thread that has it do so.
  void add(std::function<void()>);
  bool loopOnce();
  bool isRunning();
  int runningCount();
  bool loopEnabled() const;
};
[[clang::annotate("sc::discardable")]] folly::Future<int> marked();

void gated(seastar::gate &Tasks) { // ok: the gate's close() waits.
  (void)seastar::with_gate(Tasks, [] { return serve(); });
  (void)seastar::try_with_gate(Tasks, [] { return serve(); }).handle_exception(log);
  (void)seastar::with_gate(Tasks, [] { return serve(); }).then([] {}).finally([] {});
}

void held(seastar::gate &Tasks) { // ok: the gate waits while the holder lives.
  (void)serve().finally([Held = Tasks.hold()] {});
  auto Kept = Tasks.hold();
  (void)serve().then([Kept] { return serve(); }).handle_exception(log);
}

void heldByReference(seastar::gate &Tasks) {
  auto Kept = Tasks.hold();
  (void)serve().finally([&Kept] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'seastar::future<>::finally' returns is dropped at once
}

void notGated(seastar::gate &Tasks) {
  (void)serve().handle_exception(log);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'seastar::future<>::handle_exception' returns is dropped at once, so the work runs on, and nothing waits for it; keep it and wait for it [
  (void)serve().then([&Tasks] { return seastar::with_gate(Tasks, [] {}); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'seastar::future<>::then' returns is dropped at once, so the work runs on, nothing waits for it, and its error is lost; keep it and wait for it [
}

void continued(acme::Nursery &Tasks) { // ok: configured, annotated, or of an owner.
  acme::every(1).thenValue([](int) {});
  acme::every(1).via(1).thenValue([](int) {});
  marked().thenValue([](int) {});
  Tasks.start(answer).thenValue([](int) {}).thenError([](auto) {});
}

void notConfigured() {
  acme::once(1).thenValue([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenValue' returns is dropped at once
  folly::copy(acme::once(1)).thenValue([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenValue' returns is dropped at once
}

void told(folly::SharedPromise<int> Answer) { // ok: who has the promise's future waits.
  acme::once(1).thenTry([Answer = static_cast<folly::SharedPromise<int> &&>(Answer)](
                            folly::Try<int> Result) mutable {
    Answer.setTry(static_cast<folly::Try<int> &&>(Result));
  });
}

void toldNoError(folly::Promise<int> Answer) {
  acme::once(1).thenValue([Answer](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenValue' returns is dropped at once
}

void toldOther(folly::SharedPromise<int> &Answer) {
  acme::once(1).thenTry([&Answer](folly::Try<int>) {}); // Nobody knows that it lives so long.
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenTry' returns is dropped at once
}

void driven(Loop *Base, bool &Done, bool &Failed) { // ok: it waits itself.
  acme::once(1).thenValue([&](int) { Done = true; }).thenError([&](auto) { Failed = true; });
  acme::once(2).thenError(Done, [&](const std::exception &) { Failed = true; });
  while (!Done && !Failed)
    Base->loopOnce();
}

void drivenWithErrors(Loop *Base, bool &Done) {
  acme::once(1).thenValue([&](int) { Done = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenValue' returns is dropped at once
  Base->loopOnce();
}

void drivenBefore(Loop *Base, bool &Failed) {
  Base->loopOnce();
  acme::once(1).thenError([&](auto) { Failed = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenError' returns is dropped at once
  (void)Base->isRunning();
}

void drivenByOther(Loop *Base, bool &Failed) {
  acme::once(1).thenError([&](auto) { Failed = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenError' returns is dropped at once
  Base->add([Base] { Base->loopOnce(); });
}

void drivenMaybe(Loop *Base, bool Now) {
  acme::once(1).thenError([&](auto) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenError' returns is dropped at once
  if (Now)
    Base->loopOnce();
}

void leftBefore(Loop *Base, bool Now) {
  acme::once(1).thenError([&](auto) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenError' returns is dropped at once
  if (Now)
    return;
  Base->loopOnce();
}

int asked(Loop *Base) {
  acme::once(1).thenError([&](auto) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenError' returns is dropped at once
  return Base->runningCount() + Base->loopEnabled() + sizeof(Base->loopOnce());
}

void retried(Loop *Base) {
  acme::once(1).thenError([&](auto) { return acme::once(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'folly::Future<int>::thenError' returns is dropped at once, so the work runs on, nothing waits for it, and its error is lost
  Base->loopOnce();
}

void tried(Loop *Base) { // ok.
  acme::once(1).thenTry([&](auto) {});
  Base->loopOnce();
}
