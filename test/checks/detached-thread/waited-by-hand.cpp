// What waits by hand for detached threads goes, where a group takes its place.
// RUN: %check_structured -std=c++20-or-later %s structured-detached-thread,structured-manual-waitgroup %t

#include <latch>
#include <thread>

void work() noexcept;
void step(int) noexcept;

void all(int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([&Done, I] {
      step(I);
      Done.count_down();
    }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'Done'
  // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-6]]:19: note: the thread holds 'Done' by reference
  // CHECK-NOTES: :[[@LINE+3]]:3: note: this waits until 'Done' says that the work is done
  // CHECK-NOTES: :[[@LINE-5]]:8: note: fix (review): the threads become tasks of a group, which waits until they have ended, in place of 'Done'
  // CHECK-REVIEW: {{^}}    tasks.go([I] {
  Done.wait();
  // CHECK-REVIEW: {{^}}  tasks.wait();
}

// Where that cannot be, the scope waits at its end.
void some(int Count) {
  std::latch Done(1);
  for (int I = 0; I < Count; ++I)
    std::thread([&Done, I] {
      step(I);
      Done.count_down();
    }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'Done'
  // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-6]]:19: note: the thread holds 'Done' by reference
  // CHECK-NOTES: :[[@LINE+3]]:3: note: this waits until 'Done' says that the work is done
  // CHECK-NOTES: :[[@LINE-5]]:8: note: fix (review): the scope waits at its end for the thread
  // CHECK-REVIEW: {{^}}    tasks.go([&Done, I] {
  Done.wait();
  // CHECK-REVIEW: {{^}}  Done.wait();
}
