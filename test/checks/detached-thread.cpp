// RUN: %check_structured %s structured-detached-thread %t

#include <thread>

void work();

void local() {
  std::thread Worker(work);
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void joined() { // ok: the scope waits.
  std::thread Worker(work);
  Worker.join();
}
