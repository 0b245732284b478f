// RUN: %check_structured -std=c++17-or-later %s structured-control-flow-in-group %t

#include <functional>
#include <sc/group.h>
#include <stdexcept>
#include <vector>

void load(int Page);
void quiet(int Page) noexcept;
bool ask();
void help(sc::group &Tasks);

bool returns() {
  sc::group Tasks;
  Tasks.go([] { load(1); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()', so nothing sees an error of this group's tasks; wait on this path too [structured-control-flow-in-group]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  // CHECK-NOTES: :[[@LINE-6]]:17: note: the task calls 'load' here, which may throw
  Tasks.wait();
  return true;
}

void breaks(const std::vector<int> &Pages) {
  for (int Page : Pages) {
    sc::group Tasks;
    Tasks.spawn([Page] { load(Page); });
    if (ask())
      break;
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
    // CHECK-NOTES: :[[@LINE-3]]:9: note: this condition holds
    // CHECK-NOTES: :[[@LINE-5]]:11: note: a task is started here
    // CHECK-NOTES: :[[@LINE-6]]:26: note: the task calls 'load' here, which may throw
    Tasks.wait();
  }
}

int jumps() {
  {
    sc::group Tasks;
    Tasks.go(load, 1);
    if (ask())
      goto End;
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
    // CHECK-NOTES: :[[@LINE-3]]:9: note: this condition holds
    // CHECK-NOTES: :[[@LINE-5]]:11: note: a task is started here
    // CHECK-NOTES: :[[@LINE-6]]:14: note: the task calls 'load' here, which may throw
    Tasks.wait();
  }
End:
  return 1;
}

void whenNot(bool Wanted) {
  sc::group Tasks;
  Tasks.go([] { load(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the scope of 'Tasks' ends without 'Tasks.wait()', so nothing sees an error
  // CHECK-NOTES: :[[@LINE+2]]:7: note: this condition does not hold
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the task calls 'load' here, which may throw
  if (Wanted)
    Tasks.wait();
}

void never() {
  sc::group Tasks;
  Tasks.go([] { throw std::runtime_error("no page"); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the scope of 'Tasks' ends without 'Tasks.wait()', so nothing sees an error
  // CHECK-NOTES: :[[@LINE-2]]:17: note: the task throws here
}

int handled() {
  sc::group Tasks;
  Tasks.go([] { load(1); });
  try {
    if (ask())
      throw std::runtime_error("no");
  } catch (const std::runtime_error &) {
    return 1;
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
    // CHECK-NOTES: :[[@LINE-5]]:9: note: this condition holds
    // CHECK-NOTES: :[[@LINE-8]]:9: note: a task is started here
    // CHECK-NOTES: :[[@LINE-9]]:17: note: the task calls 'load' here, which may throw
  }
  Tasks.wait();
  return 0;
}

template <class T> bool inTemplate(T Page) {
  sc::group Tasks;
  Tasks.go([Page] { load(Page); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  // CHECK-NOTES: :[[@LINE-6]]:21: note: the task calls 'load' here, which may throw
  Tasks.wait();
  return true;
}
void instances() {
  inTemplate(1);
  inTemplate(1L);
}

auto InLambda = [] {
  sc::group Tasks;
  Tasks.go([] { load(1); });
  if (!ask())
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  // CHECK-NOTES: :[[@LINE-6]]:17: note: the task calls 'load' here, which may throw
  Tasks.wait();
};

// Nothing is lost.

bool waitsOnBoth() { // ok: each path waits.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  if (!ask()) {
    Tasks.wait();
    return false;
  }
  return Tasks.wait_nothrow() == sc::outcome::ok;
}

bool cannotFail() { // ok: no task can throw.
  sc::group Tasks;
  Tasks.go([]() noexcept { load(1); });
  Tasks.go([] { quiet(1); });
  Tasks.go([] {
    try {
      load(1);
    } catch (...) {
      quiet(0);
    }
  });
  if (!ask())
    return false;
  Tasks.wait();
  return true;
}

void onlyMayFail() { // ok: nobody waits, and no task is seen to throw.
  sc::group Tasks;
  Tasks.go([] { load(1); });
}

bool cancelled() { // ok: what tasks do then is of no interest.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  if (!ask()) {
    Tasks.cancel();
    return false;
  }
  Tasks.wait();
  return true;
}

bool beforeTheFirst() { // ok: no task has been started.
  sc::group Tasks;
  if (!ask())
    return false;
  Tasks.go([] { load(1); });
  Tasks.wait();
  return true;
}

bool refused() { // ok: a closed group starts nothing.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  Tasks.wait();
  Tasks.go([] { load(2); });
  if (!ask())
    return false;
  Tasks.wait();
  return true;
}

void refusedAtTheEnd() { // ok: so here.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  Tasks.wait();
  Tasks.go([] { load(2); });
}

bool reopened() {
  sc::group Tasks;
  Tasks.go([] { load(1); });
  Tasks.wait();
  Tasks.reset();
  Tasks.go([] { load(2); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  // CHECK-NOTES: :[[@LINE-6]]:17: note: the task calls 'load' here, which may throw
  Tasks.wait();
  return true;
}

bool onCondition(bool Many) { // ok: what starts tasks, waits for them.
  sc::group Tasks;
  if (Many)
    Tasks.go([] { load(1); });
  load(2);
  if (Many)
    Tasks.wait();
  return Many;
}

void another() { // ok: the exception goes before, and the group stops its tasks.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  if (!ask())
    throw std::runtime_error("no");
  Tasks.wait();
}

bool helped() { // ok: the helper may wait.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  help(Tasks);
  return ask();
}

void waitedForByMany(int Waiters) { // ok: those who are started in the loop wait.
  sc::group Tasks;
  std::vector<std::function<void()>> All;
  Tasks.go([] { throw std::runtime_error("no page"); });
  for (int Waiter = 0; Waiter < Waiters; ++Waiter)
    All.push_back([&Tasks] { Tasks.wait(); });
  for (const std::function<void()> &Each : All)
    Each();
}

bool endsTheProgram() { // ok: an error does not get as far as the group.
  sc::group Tasks(sc::propagate::terminate);
  Tasks.go([] { load(1); });
  if (!ask())
    return false;
  Tasks.wait();
  return true;
}

bool errorsSeen() { // ok: they are looked at.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  if (!ask())
    return Tasks.errors().size() == 0;
  Tasks.wait();
  return true;
}

bool ofACaller(sc::group &Tasks) { // ok: the caller waits.
  Tasks.go([] { load(1); });
  if (!ask())
    return false;
  Tasks.wait();
  return true;
}

#define REQUIRE_THAT(Condition)                                                                    \
  if (!(Condition))                                                                                \
  return
void inATest() { // ok: an assertion that fails has more to say.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  REQUIRE_THAT(ask());
  Tasks.wait();
}
