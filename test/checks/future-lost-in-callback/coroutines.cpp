// RUN: %check_structured -std=c++20-or-later %s structured-future-lost-in-callback %t

#include <coroutine>
#include <functional>
#include <thread>

template <class Start> struct Coroutine {
  struct promise_type {
    Coroutine get_return_object();
    Start initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
using Lazy = Coroutine<std::suspend_always>;
using Eager = Coroutine<std::suspend_never>;

void onClick(std::function<void()>);
Lazy save();

void lazy() {
  onClick([]() -> Lazy { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: what this lambda returns is dropped by 'std::function<void ()>', so the work never runs; start it inside, or await it [structured-future-lost-in-callback]
  // CHECK-MESSAGES: :10:11: note: such a coroutine is suspended at the start, until it is awaited
  std::thread Saver(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: what 'save' returns is dropped by 'std::thread', so the work never runs; start it inside, or await it
  Saver.join();
}

void eager() { // ok: it runs by itself.
  onClick([]() -> Eager { co_await save(); });
}

void awaited(std::function<Lazy()> Later) { // ok: who calls it can await it.
  Later = save;
}
