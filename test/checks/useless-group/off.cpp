// RUN: %check_structured -std=c++17 %s structured-useless-group %t

#include <sc/group.h>

void load(int Page);

void alone() {
  sc::group Tasks;
  Tasks.go([] { load(1); }); // ok: the check is off until it is enabled.
  Tasks.wait();
}
