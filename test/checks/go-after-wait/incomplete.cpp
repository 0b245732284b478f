// Code that does not compile is not all there, and says nothing.
// RUN: %check_structured -std=c++17 -expect-clang-tidy-error %s structured-go-after-wait %t

#include <sc/group.h>

void unfinished() {
  sc::group Tasks;
  Tasks.wait();
  Tasks.go([] { missing(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: error: use of undeclared identifier 'missing'
  Tasks.go([&] {
    int Sum = ;
    // CHECK-MESSAGES: :[[@LINE-1]]:15: error: expected expression
  });
  auto Task = Tasks.spawn();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: error: no matching member function for call to 'spawn'
  Task.get();
}
