// Code that does not compile is not all there, and the rules of groups are not asked.
// RUN: %check_structured -std=c++17 -expect-clang-tidy-error %s 'structured-*' %t

#include <sc/group.h>

struct Missing;

bool unfinished(int Pages) {
  sc::group Tasks;
  int Page = Pages;
  Tasks.go([&] { load(Page); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: error: use of undeclared identifier 'load'
  if (Page)
    return false;
  Tasks.go([&] { while (true) });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: error: expected statement
  Tasks.go(;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: error: expected expression
  Missing What;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: error: variable has incomplete type 'Missing'
  Tasks.spawn([&What] {}).get(;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: error: expected expression
  Tasks.wait();
  for (int Page : Pages)
    // CHECK-MESSAGES: :[[@LINE-1]]:17: error: invalid range expression of type 'int'; no viable 'begin' function available
    Tasks.go([&] {});
}

template <class T> struct Holder {
  T Tasks;
  void start() {
    Tasks.go([this] { while (true) Tasks.step(); });
    Tasks.wait();
  }
};
Holder<sc::group> Never;
