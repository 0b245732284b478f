// RUN: %check_structured -std=c++17-or-later %s structured-lost-cancellation %t

#include <chrono>
#include <sc/group.h>
#include <thread>
#include <vector>

void work();
void use(int Item);

void loops(const std::vector<int> &Items) {
  sc::group Tasks;
  Tasks.go([&](sc::stop_token Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:31: warning: nothing looks at 'Stop', so this goes on when it should stop; ask it, or pass it on, or leave it unnamed [structured-lost-cancellation]
    // CHECK-NOTES: :[[@LINE+1]]:5: note: this loop does not look at it
    for (int Item : Items)
      use(Item);
  });
  Tasks.wait();
}

void outer(sc::stop_token Request) {
  sc::group Tasks;
  Tasks.go([Request](sc::stop_token Stop) {
    while (!Request.stop_requested())
      // CHECK-NOTES: :[[@LINE-1]]:13: warning: this looks at 'Request' of the scope around it, and nothing looks at 'Stop', by which the work is told to stop; use 'Stop'
      // CHECK-NOTES: :[[@LINE-3]]:37: note: 'Stop' is declared here
      work();
  });
  Tasks.wait();
}

void sleeps() {
  sc::group Tasks;
  Tasks.go([](sc::stop_token Stop) {
    std::this_thread::sleep_for(std::chrono::seconds(5));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this sleep goes on when 'Stop' says to stop; use 'sc::sleep_for', which a stop ends [structured-lost-cancellation]
    // CHECK-NOTES: :[[@LINE-3]]:30: note: 'Stop' is declared here
    while (!Stop.stop_requested())
      work();
  });
  Tasks.wait();
}

void polls() {
  sc::group Tasks;
  Tasks.go([](sc::stop_token Stop) { // ok: it looks between its sleeps.
    while (!Stop.stop_requested()) {
      work();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  });
  Tasks.wait();
}

void sleepsAfterwards() {
  sc::group Tasks;
  Tasks.go([](sc::stop_token Stop) { // ok: it has stopped by then.
    while (!Stop.stop_requested())
      work();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  });
  Tasks.wait();
}

void handler(sc::stop_token Stop) {
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: nothing looks at 'Stop'
  // CHECK-NOTES: :[[@LINE+1]]:3: note: this loop does not look at it
  while (true)
    work();
}

void byName() {
  sc::group Tasks;
  Tasks.go(handler);
  Tasks.wait();
}
