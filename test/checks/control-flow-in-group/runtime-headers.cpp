// The options of a group say what happens to its errors.
// RUN: %check_structured -std=c++17,c++20 %s 'structured-*' %t -- -- -stdlib=libstdc++ -I%runtime

#include <chrono>
#include <sc/sc.h>
#include <stdexcept>

void load(int);
bool ask();

bool limited() {
  sc::group Loads(sc::limit{4}, sc::name{"loads"}, sc::cached_thread);
  Loads.go(load, 1);
  if (ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Loads' without 'Loads.wait()', so nothing sees an error of this group's tasks; wait on this path too [structured-control-flow-in-group]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  // CHECK-NOTES: :[[@LINE-6]]:12: note: the task calls 'load' here, which may throw
  Loads.wait();
  return true;
}

void onThePool() {
  sc::group Loads(sc::cpu);
  Loads.spawn([] { throw std::runtime_error("no page"); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the scope of 'Loads' ends without 'Loads.wait()', so nothing sees an error
  // CHECK-NOTES: :[[@LINE-2]]:20: note: the task throws here
}

bool terminates() { // ok: an error ends the program where it is thrown.
  sc::group Loads(sc::propagate::terminate);
  Loads.go(load, 1);
  if (ask())
    return false;
  Loads.wait();
  return true;
}

bool timed() { // ok: that it stops by itself may be what is wanted.
  sc::group Loads(sc::timeout{std::chrono::seconds(1)});
  Loads.go(load, 1);
  if (ask())
    return false;
  Loads.wait();
  return true;
}

void scoped() { // ok: a scope waits.
  sc::scope([](sc::group &Loads) {
    Loads.go(load, 1);
    if (ask())
      return;
    Loads.go(load, 2);
  });
}

void heldInScope() {
  sc::scope([](sc::group &Loads) {
    int Page = 1;
    Loads.go([&] { load(Page); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: this task of 'Loads' holds 'Page', which ends before 'Loads' has waited for it; give the task a copy, or call 'Loads.wait()' while it lives [structured-scope-order]
    // CHECK-NOTES: :[[@LINE-2]]:25: note: the task holds 'Page' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Page' dies here
  });
}

void sleepsForEver() {
  sc::group Loads;
  Loads.go([] {
    // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends
    // CHECK-NOTES: :[[@LINE+1]]:5: note: nothing leaves this loop
    while (true) {
      sc::sleep_for(std::chrono::seconds(1));
      load(1);
    }
  });
  Loads.wait();
}
