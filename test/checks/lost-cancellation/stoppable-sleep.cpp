// RUN: %check_structured -std=c++17-or-later %s structured-lost-cancellation %t

#include <chrono>
#include <sc/group.h>
#include <thread>

void work();

void sleeps() {
  sc::group Tasks;
  Tasks.go([](sc::stop_token Stop) {
    std::this_thread::sleep_for(std::chrono::seconds(5));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this sleep goes on when 'Stop' says to stop; use 'sc::sleep_for', which a stop ends [structured-lost-cancellation]
    // CHECK-NOTES: :[[@LINE-3]]:30: note: 'Stop' is declared here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: fix (review): a stop ends the sleep, and this function with it
    // CHECK-REVIEW: {{^}}    if (!sc::sleep_for(std::chrono::seconds(5), Stop))
    // CHECK-REVIEW-NEXT: {{^}}      return;
    while (!Stop.stop_requested())
      work();
  });
  Tasks.wait();
}

// What it should give when it is told to stop is not known.
void sleepsForResult() {
  sc::group Tasks;
  Tasks.go([](sc::stop_token Stop) {
    std::this_thread::sleep_for(std::chrono::seconds(5));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this sleep goes on when 'Stop' says to stop
    // CHECK-NOTES: :[[@LINE-3]]:30: note: 'Stop' is declared here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: fix (manual): sleep by 'sc::sleep_for', if the work may end before it is done
    return Stop.stop_requested();
  });
  Tasks.wait();
}

void sleepsInBranch(bool Late) {
  sc::group Tasks;
  Tasks.go([Late](sc::stop_token Stop) {
    if (Late)
      std::this_thread::sleep_for(std::chrono::seconds(5));
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: this sleep goes on when 'Stop' says to stop
      // CHECK-NOTES: :[[@LINE-4]]:34: note: 'Stop' is declared here
      // CHECK-NOTES: :[[@LINE-3]]:7: note: fix (manual): sleep by 'sc::sleep_for'
    else
      work();
    while (!Stop.stop_requested())
      work();
  });
  Tasks.wait();
}
