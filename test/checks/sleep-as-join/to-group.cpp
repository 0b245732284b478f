// RUN: %check_structured -std=c++17-or-later %s structured-sleep-as-join %t

#include <chrono>
#include <thread>

void use(int &) noexcept;
void load();

void hopes() {
  int Value = 0;
  std::thread([&Value] { use(Value); }).detach();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes that the work that is started here is done by then
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: fix (review): a group waits for the work in place of the sleep, and its first error comes out of 'wait()'
  // CHECK-REVIEW: {{^}}  sc::group tasks;
  // CHECK-REVIEW-NEXT: {{^}}  tasks.go([&Value] { use(Value); });
  // CHECK-REVIEW-NEXT: {{^}}  tasks.wait();
}

// It uses nothing of this scope, so that another owner may be meant.
void hopesForOther() {
  std::thread(load).detach();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes that the work that is started here is done by then
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: fix (manual): wait for the work itself, and take the sleep away; how long the work may take is for you to say
}
