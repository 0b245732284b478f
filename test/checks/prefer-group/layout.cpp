// The include goes to the others, behind what these depend on, and no holes stay.
// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#define WITH_EVERYTHING
#undef NDEBUG

#if defined(WITH_EVERYTHING)
#include <future>
#endif

#include <atomic>
#define WITH_MORE 1 // What the next are to read.

#include <chrono>
#include <thread>
// CHECK-FIXES: {{^}}#undef NDEBUG
// CHECK-FIXES: {{^}}#include <atomic>
// CHECK-FIXES-NEXT: {{^}}#define WITH_MORE 1 {{.*}}
// CHECK-FIXES: {{^}}#include <chrono>
// CHECK-FIXES-NEXT: {{^}}#include <sc/group.h>
// CHECK-FIXES-NEXT: {{^}}#include <thread>
#include <vector>

void step(int) noexcept;

void blankLines() {
  std::thread First(step, 1), *Unused = nullptr;
  (void)Unused;
  First.join();

  // What the first of the tasks is for.
  std::thread Second(step, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads 'Second' and 'Third' are started and joined by hand
  std::thread Third(step, 3);
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  // CHECK-FIXES-NEXT: {{^}}  // What the first of the tasks is for.
  // CHECK-FIXES-NEXT: {{^}}  Tasks.go(step, 2);

  if (Second.joinable())
    Second.join();

  if (Third.joinable())
    Third.join();
}
// CHECK-FIXES: {{^}}  Tasks.wait();
// CHECK-FIXES-NEXT: {{^}}}

void oneLine() {
  std::thread First(step, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are started and joined by hand
  std::thread Second(step, 2);
  First.join(); Second.join();
  // CHECK-FIXES: {{^}}  Tasks.wait();{{$}}
}

void reserved(int Count) {
  const int Begin = Count;

  std::vector<std::thread> Workers;
  Workers.reserve(Count);

  const int End = Begin + 1;
  // CHECK-MESSAGES: :[[@LINE-4]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  const int Begin = Count;
  // CHECK-FIXES-EMPTY:
  // CHECK-FIXES-NEXT: {{^}}  const int End = Begin + 1;
  for (int I = Begin; I < End; ++I)
    Workers.emplace_back([End, I]() noexcept { step(End + I); });
  for (auto &Worker : Workers)
    Worker.join();
}

void commented(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  Workers.reserve(Count); // Not more than that.
  // CHECK-FIXES: {{^}}  Workers.reserve(Count); // Not more than that.
  Workers.emplace_back(step, 1);
  for (auto &Worker : Workers)
    Worker.join();
}

// What is only compiled elsewhere does not meet the edits.
void conditions() {
  std::thread First([]() noexcept {
#ifdef _WIN32
    step(3);
#else
    step(4);
#endif
  });
  // CHECK-MESSAGES: :[[@LINE-7]]:15: warning: the threads 'First' and 'Second' are started and joined by hand
  // CHECK-REVIEW: {{^}}  Tasks.go([]() noexcept {
  // CHECK-REVIEW-NEXT: {{^}}#ifdef _WIN32
  // CHECK-REVIEW-NEXT: {{^}}    step(3);
  std::thread Second(step, 2);
#if defined(SLOW)
  step(5);
#endif
  First.join();
  Second.join();
  // CHECK-REVIEW: {{^}}#if defined(SLOW)
  // CHECK-REVIEW-NEXT: {{^}}  step(5);
  // CHECK-REVIEW-NEXT: {{^}}#endif
  // CHECK-REVIEW-NEXT: {{^}}  Tasks.wait();
}

// An include behind code is none to stand beside.
#define OF_ALL
#include <cstddef>
// CHECK-FIXES: {{^}}#define OF_ALL
// CHECK-FIXES-NEXT: {{^}}#include <cstddef>
