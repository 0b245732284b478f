// What OwningTypes says of a class decides what waits for its tasks.
// RUN: %check_structured -std=c++17 %s structured-scope-order %t -- -config='{CheckOptions: {OwningTypes: "::Crew=start@join"}}'

#include <folly/coro/AsyncScope.h>

struct Settings {
  int Depth;
};
void apply(const Settings &Wanted);

struct Crew {
  ~Crew();
  template <class F> void start(F &&) {}
  void join();
};

void held() {
  Crew Tasks;
  Settings Wanted{1};
  Tasks.start([&] { apply(Wanted); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Wanted', which ends before 'Tasks' has waited for it; declare it before 'Tasks', or call 'Tasks.join()' while it lives [structured-scope-order]
  // CHECK-NOTES: :[[@LINE-2]]:27: note: the task holds 'Wanted' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Wanted' dies here, and nothing has waited for the task
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'Tasks' is declared here, and ends later
}

void heldInScope() {
  folly::coro::AsyncScope Tasks;
  {
    Settings Wanted{1};
    auto Apply = [&] { apply(Wanted); };
    (void)Tasks.add(Apply);
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: this task of 'Tasks' holds 'Wanted', which ends before 'Tasks' has waited for it; declare it before 'Tasks', or call 'Tasks.joinAsync()' while it lives
    // CHECK-NOTES: :[[@LINE-3]]:30: note: the task holds 'Wanted' by reference
    // CHECK-NOTES: :[[@LINE+2]]:3: note: 'Wanted' dies here, and nothing has waited for the task
    // CHECK-NOTES: :[[@LINE-8]]:27: note: 'Tasks' is declared here, and ends later
  }
  (void)Tasks.joinAsync();
}

void waitedFor() { // ok: the wait comes before.
  Settings Before{1};
  Crew Tasks;
  Settings Wanted{1};
  Tasks.start([&] { apply(Wanted), apply(Before); });
  Tasks.join();
  folly::coro::AsyncScope Scope;
  Settings Other{1};
  (void)Scope.add([&] { apply(Other); });
  (void)Scope.joinAsync();
}
