// RUN: %check_structured -std=c++20-or-later %s structured-detached-thread %t

#include <coroutine>
#include <thread>

// What goes on with a coroutine ends the awaiter, in the thread that would be waited for.
struct Awaiter {
  int State = 0;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> Waiting) {
    std::thread([this, Waiting]() mutable {
      State = 1;
      Waiting.resume();
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:18: note: the thread uses 'this'
    // CHECK-NOTES: :[[@LINE-4]]:8: note: fix (manual): decide who waits
  }
  int await_resume() const { return State; }
};
