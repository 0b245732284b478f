// Defaults.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=DEFAULT %s structured-discarded-future %t
// Everything by configuration alone.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=ADDED %s structured-discarded-future %t -- -config='{CheckOptions: {structured-discarded-future.SpawnApis: "::acme::Pool::submit=detaches@0;::acme::submit=blocks;::acme::Worker=detaches", structured-discarded-future.FutureTypes: "::acme::Ticket;::acme::Blocking=blocks;::acme::Either=blocks-or-detaches;::acme::Lazy=never-runs;::acme::Fatal=terminates", structured-discarded-future.AllowCastToVoid: true, structured-discarded-future.AllowMaybeUnused: false}}'
// The same from a file, which a library can ship, and options that hold for every check.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=ADDED %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "acme.yaml", structured-discarded-future.AllowCastToVoid: true, structured-discarded-future.AllowMaybeUnused: false}}'
// Silent in tests.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=TESTS %s structured-discarded-future %t -- -config='{CheckOptions: {IgnoreTests: "*/no/*;*/options.cpp"}}'

#include <folly/Future.h>
#include <future>
#include <tuple>

void work();

namespace acme {
struct Handle {
  ~Handle();
};
struct Ticket {};
struct Blocking {};
struct Either {};
struct Lazy {};
struct Fatal {};
struct Pool {
  Handle submit(void (*)());
};
Handle submit(void (*)());
Ticket take();
Blocking block();
Either either();
Lazy lazy();
Fatal fatal();
struct Worker {
  explicit Worker(void (*)());
  ~Worker();
};
} // namespace acme
namespace other {
acme::Handle submit(void (*)());
}

void added(acme::Pool &On) {
  On.submit(work);
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:3: warning: what 'acme::Pool::submit' returns is dropped at once, so the work runs on, nothing waits for it, and its error is lost; keep it and wait for it
  acme::submit(work);
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:3: warning: what 'acme::submit' returns is dropped at once, so this line blocks until the work ends; keep
  acme::take();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:3: warning: what 'acme::take' returns is dropped at once, so the work runs on
  acme::block();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:3: warning: what 'acme::block' returns is dropped at once, so this line blocks
  acme::either();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:3: warning: what 'acme::either' returns is dropped at once, so its error is lost
  acme::lazy();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:3: warning: what 'acme::lazy' returns is dropped at once, so the work never runs; await it or start it
  acme::Worker{work};
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:3: warning: this 'acme::Worker' is dropped at once, so the work runs on
}

void fatal() { // ok: it ends the program, which is another check's.
  acme::fatal();
}

void notAdded() { // ok: names are compared whole.
  other::submit(work);
  acme::Worker Kept(work);
}

void castToVoid() {
  (void)std::async(std::launch::async, work);
  // CHECK-MESSAGES-DEFAULT: :[[@LINE-1]]:9: warning: what 'std::async' returns is dropped at once
  std::ignore = std::async(std::launch::async, work);
  // CHECK-MESSAGES-DEFAULT: :[[@LINE-1]]:17: warning: what 'std::async' returns is dropped at once
}

folly::Future<int> fetch();
void maybeUnused() {
  [[maybe_unused]] auto Marked = fetch();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:34: warning: what 'fetch' returns is never used, so the work runs on
  auto _ = fetch();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:12: warning: what 'fetch' returns is never used
  auto unusedFuture = fetch();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:23: warning: what 'fetch' returns is never used
  auto Unmarked = fetch();
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:19: warning: what 'fetch' returns is never used
  // CHECK-MESSAGES-DEFAULT: :[[@LINE-2]]:19: warning: what 'fetch' returns is never used
}
