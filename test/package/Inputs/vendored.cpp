// The second file of a program that has the runtime as one header.
#include <sc/detached.h>
#include <sc/group.h>
#include <sc/sc.h>

int sumInTasks() {
  int sum = 0;
  sc::group tasks;
  tasks.go([&] { sum = 42; });
  tasks.wait();
  return sum;
}
