// RUN: %check_structured %s structured-detached-thread %t

#include <pthread.h>
#include <thread>

void work();
bool late();
void report(const char *);
extern "C" {
[[noreturn]] void abort();
[[noreturn]] void exit(int);
[[noreturn]] void _exit(int);
}
namespace std {
using ::abort;
using ::exit;
[[noreturn]] void quick_exit(int) noexcept;
[[noreturn]] void terminate() noexcept;
} // namespace std
[[noreturn]] void fail();

// No destructor runs any more, so that nothing goes before the thread.

void aborts() {
  std::thread Worker(work);
  if (late()) {
    report("late");
    Worker.detach(); // ok: the process ends.
    report("given up");
    std::abort();
  }
  Worker.join();
}

void endsAtOnce(pthread_t Thread) {
  if (late()) {
    pthread_detach(Thread); // ok: the process ends.
    _exit(1);
  }
  pthread_join(Thread, nullptr);
}

void quickly() {
  std::thread(work).detach(); // ok: the process ends.
  std::quick_exit(0);
}

void byTheHandler() {
  std::thread Worker(work);
  const bool Late = late();
  Worker.detach(); // ok: the process ends.
  ;
  (void)Late;
  std::terminate();
}

// What may go another way, or ends with the destructors of globals.

void perhaps() {
  std::thread Worker(work);
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
  if (late())
    return;
  std::abort();
}

void onlyHere() {
  std::thread Worker(work);
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
  {
    if (late())
      std::abort();
  }
}

void orderly() {
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
  std::exit(0);
}

void somehow() {
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
  fail();
}

void before() {
  std::thread Worker(work);
  if (late())
    std::abort();
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
}
