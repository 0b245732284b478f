// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <chrono>
#include <sc/group.h>
#include <thread>

void use(int) noexcept;
void work() noexcept;

void temporary() {
  int Count = 0;
  std::thread([&Count]() noexcept { use(Count); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread, which may outlive 'Count'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'Count' by reference
  // CHECK-NOTES: :[[@LINE-4]]:52: note: fix (review): the scope waits at its end for the thread
  // CHECK-REVIEW: {{^}}  sc::group tasks;
  // CHECK-REVIEW-NEXT: {{^}}  tasks.go([&Count]() noexcept { use(Count); });
}

void inLoop() {
  int Count = 0;
  for (int I = 0; I < 3; ++I) {
    std::thread Worker([&Count, I]() noexcept { use(Count + I); });
    Worker.detach();
  }
  // CHECK-NOTES: :[[@LINE-2]]:12: warning: nothing waits for this detached thread, which may outlive 'Count'
  // CHECK-NOTES: :[[@LINE-4]]:17: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:26: note: the thread holds 'Count' by reference
  // CHECK-NOTES: :[[@LINE-5]]:12: note: fix (review): the scope waits at its end for the thread
  // CHECK-REVIEW: {{^}}  sc::group Tasks;
  // CHECK-REVIEW-NEXT: {{^}}  for (int I = 0; I < 3; ++I) {
  // CHECK-REVIEW-NEXT: {{^}}    Tasks.go([&Count, I]() noexcept { use(Count + I); });
  // CHECK-REVIEW-NEXT: {{^}}  }
}

void endsBefore() {
  for (int I = 0; I < 3; ++I)
    std::thread([&I]() noexcept { use(I); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:46: warning: nothing waits for this detached thread, which may outlive 'I'
  // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:19: note: the thread holds 'I' by reference
  // CHECK-NOTES: :[[@LINE-4]]:46: note: fix (manual): decide who waits: {{.*}}; no fix, as 'I', which it holds by reference, would end before the group
}

// It uses nothing of the scope: who should wait for it, the file does not show.
void alone() {
  std::thread Worker(work);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give it an owner
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:10: note: fix (manual): decide who waits: a group of a scope, or of an object, or nobody, by 'sc::detached("reason", ...)'{{$}}
  // CHECK-REVIEW: {{^}}  std::thread Worker(work);
}

// One group for all, and a wait for what the sleep hopes.
void sleptFor() {
  int First = 0, Second = 0;
  std::thread([&First]() noexcept { use(First); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread, which may outlive 'First'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'First' by reference
  // CHECK-NOTES: :[[@LINE-4]]:52: note: fix (review): a group waits for the work in place of the sleep, and its first error comes out of 'wait()'
  // CHECK-REVIEW: {{^}}  sc::group Tasks;
  // CHECK-REVIEW-NEXT: {{^}}  Tasks.go([&First]() noexcept { use(First); });
  std::thread Worker([&Second]() noexcept { use(Second); });
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Second'
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:24: note: the thread holds 'Second' by reference
  // CHECK-NOTES: :[[@LINE-4]]:10: note: fix (manual): {{.*}} no fix, as it goes with the fix of the thread above
  // CHECK-REVIEW: {{^}}  Tasks.go([&Second]() noexcept { use(Second); });
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-REVIEW: {{^}}  Tasks.wait();
  use(First + Second);
}

// What one of them uses ends before the other is started.
void notOfOneScope() {
  int First = 0;
  std::thread([&First]() noexcept { use(First); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread, which may outlive 'First'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'First' by reference
  // CHECK-NOTES: :[[@LINE-4]]:52: note: fix (manual): {{.*}} no fix, as 'Second', which it holds by reference, would end before the group
  int Second = 0;
  std::thread([&Second]() noexcept { use(Second); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:54: warning: nothing waits for this detached thread, which may outlive 'Second'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'Second' by reference
  // CHECK-NOTES: :[[@LINE-4]]:54: note: fix (manual): {{.*}} no fix, as it goes with the fix of the thread above
}

// What an editor's fix leaves open is to be filled in.
void unsaid() {
  sc::detached("TODO: say why nothing waits for it", work);
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: say here why nothing waits for this work, or give it an owner, such as an 'sc::group' [structured-detached-thread]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: fix (manual): decide who waits: {{.*}}
  sc::detached("the cache is warmed, or is not", work);
}
