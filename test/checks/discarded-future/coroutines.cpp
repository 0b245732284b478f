// RUN: %check_structured -std=c++20-or-later %s structured-discarded-future %t

#include <coroutine>

template <class Start> struct PromiseBase {
  Start initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};

struct Awaitable {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// Lazy, and can be awaited: certain never to run.

template <class T> struct Lazy : Awaitable {
  struct promise_type : PromiseBase<std::suspend_always> {
    Lazy get_return_object();
  };
};
Lazy<void> lazy();
Lazy<int> lazyOfInt();

void statement() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lazy' returns is dropped at once, so the work never runs; await it or start it [structured-discarded-future]
  (void)lazyOfInt();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'lazyOfInt' returns is dropped at once, so the work never runs
}

void unused() {
  auto Kept = lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: what 'lazy' returns is never used, so the work never runs
}

Lazy<void> inCoroutine() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lazy' returns is dropped at once, so the work never runs
  co_return;
}

void immediateLambda() {
  [] -> Lazy<void> { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this lambda returns is dropped at once, so the work never runs
}

struct ByOperator {
  struct promise_type : PromiseBase<std::suspend_always> {
    ByOperator get_return_object();
  };
  Awaitable operator co_await() &&;
};
ByOperator byOperator();
void awaitedByOperator() {
  byOperator();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byOperator' returns is dropped at once, so the work never runs
}

// Fluent: a new task is dropped with the work in it; the same task again is somebody else's.

struct Fluent : Awaitable {
  struct promise_type : PromiseBase<std::suspend_always> {
    Fluent get_return_object();
  };
  Fluent on(int) &&;
  Fluent &named(const char *);
  void start();
};
Fluent fluent();
void fluentTasks(Fluent &Given) {
  fluent().on(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'Fluent::on' returns is dropped at once, so the work never runs
  Given.named("text"); // ok: the same task again.
  fluent().start();    // ok: started.
}

struct DeducedStart : Awaitable {
  struct promise_type {
    DeducedStart get_return_object();
    auto initial_suspend() { return std::suspend_always{}; }
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
DeducedStart deducedStart();
void startIsDeduced() {
  deducedStart();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'deducedStart' returns is dropped at once, so the work never runs
}

void chosen(bool Condition) {
  Condition ? lazy() : lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: what 'lazy' returns is dropped at once
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: what 'lazy' returns is dropped at once
}

Lazy<void> returnedAsVoid() {
  co_return (void)lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: what 'lazy' returns is dropped at once, so the work never runs
}

struct Sender {
  using sender_concept = int;
};
template <class From> struct Then {
  using sender_concept = int;
};
Sender prepare();
template <class From> Then<From> operator|(From, int);
void sender() {
  prepare() | 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'operator|' returns is dropped at once, so the work never runs
  auto Unused = prepare() | 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'operator|' returns is never used, so the work never runs
  prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'prepare' returns is dropped at once, so the work never runs; await it or start it
}

void startDetached(Lazy<void>);
void syncWait(Sender);

Lazy<void> used() { // ok: awaited, started or returned.
  co_await lazy();
  startDetached(lazy());
  syncWait(prepare());
  auto Kept = lazy();
  co_await Kept;
  (void)co_await lazyOfInt();
  auto Start = []() -> Lazy<void> { co_return; };
  co_await Start();
}
Lazy<void> passedOn() { return lazy(); } // ok: the caller has it.

// Eager: it runs at once, and whether somebody waits is for its author to say, by FutureTypes.

struct Eager : Awaitable {
  struct promise_type : PromiseBase<std::suspend_never> {
    Eager get_return_object();
  };
};
Eager eager();
void eagerCoroutine() { eager(); } // ok: it has run.

struct FireAndForget {
  struct promise_type : PromiseBase<std::suspend_never> {
    FireAndForget get_return_object();
  };
};
FireAndForget fireAndForget();
void startedForGood() { fireAndForget(); } // ok: nothing can be awaited.

struct Generator {
  struct promise_type : PromiseBase<std::suspend_always> {
    Generator get_return_object();
    std::suspend_always yield_value(int);
  };
  int next();
};
Generator numbers();
void generator() { numbers(); } // ok: a generator stands for values, not for work.
void unusedGenerator() { auto Kept = numbers(); } // ok: as above.

struct Custom {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct Scheduled : Awaitable {
  struct promise_type : PromiseBase<Custom> {
    Scheduled get_return_object();
  };
};
Scheduled scheduled();
void startedElsewhere() { scheduled(); } // ok: its own awaiter may start it.
