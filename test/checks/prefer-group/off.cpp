// RUN: %check_structured %s structured-prefer-group %t

#include <thread>

void work();

void two() {
  std::thread First(work), Second(work);
  First.join();
  Second.join(); // ok: the check is off until it is enabled.
}
