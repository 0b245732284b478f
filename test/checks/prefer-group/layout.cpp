// The include goes to the others, behind what these depend on, and no holes stay.
// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#define WITH_EVERYTHING
#undef NDEBUG

#if defined(WITH_EVERYTHING)
#include <future>
#endif

#include <chrono>
#include <thread>
// CHECK-FIXES: {{^}}#undef NDEBUG
// CHECK-FIXES: {{^}}#include <chrono>
// CHECK-FIXES-NEXT: {{^}}#include <sc/group.h>
// CHECK-FIXES-NEXT: {{^}}#include <thread>

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
