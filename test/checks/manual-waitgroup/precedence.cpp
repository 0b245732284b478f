// What a graver report speaks of is not reported again; it gets the wait as evidence.
// RUN: %check_structured -std=c++17,c++20 %s structured-manual-waitgroup,structured-detached-thread,structured-unjoined-thread,structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <exception>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

void work();
void step(int);
bool ready();

void detached(int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      Done.count_down();
    }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'Done'; give it an owner, such as an 'sc::group' [structured-detached-thread]
  // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: the thread holds 'Done' by reference, and 'Done' dies with its scope in 'detached'
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: this waits until 'Done' says that the work is done, which is before the thread has ended
}

void unjoined(int Count) {
  std::latch Done(Count);
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      work();
      Done.count_down();
    });
  // CHECK-NOTES: :[[@LINE-4]]:5: warning: the threads in 'Workers' are not joined on every path out of its scope, which ends the program; join them on each, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  Done.wait();
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Workers'
  for (auto &Worker : Workers)
    Worker.join();
}

void joined(int Count) {
  std::latch Done(Count);
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      work();
      Done.count_down();
    });
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
  // CHECK-REVIEW: {{^}}  Workers.wait();
  for (auto &Worker : Workers)
    Worker.join();
}
