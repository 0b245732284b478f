// An exception that leaves a group behind whose end is the end of the program.
// RUN: %check_structured -std=c++20-or-later %s structured-control-flow-in-group %t

#include <folly/coro/AsyncScope.h>
#include <stdexcept>
#include <tbb/task_group.h>

void load(int);
bool ask();

void require(bool Holds) {
  if (!Holds)
    throw std::runtime_error("no");
}

void thrown() {
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { load(1); });
  if (!ask())
    throw std::runtime_error("no");
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.joinAsync()', which has to be called while tasks may run; wait on this path too [structured-control-flow-in-group]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:15: note: a task is started here
  (void)Tasks.joinAsync();
}

void thrownInside() {
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { load(1); });
  require(ask());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this leaves the scope of 'Tasks' without 'Tasks.joinAsync()'
  // CHECK-NOTES: :[[@LINE-19]]:5: note: the exception is thrown here
  // CHECK-NOTES: :[[@LINE-4]]:15: note: a task is started here
  (void)Tasks.joinAsync();
}

void otherHandler() {
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { load(1); });
  try {
    require(ask());
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.joinAsync()'
    // CHECK-NOTES: :[[@LINE-30]]:5: note: the exception is thrown here
    // CHECK-NOTES: :[[@LINE-5]]:15: note: a task is started here
  } catch (const std::logic_error &) {
    load(0);
  }
  (void)Tasks.joinAsync();
}

bool returned() {
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { load(1); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.joinAsync()'
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:15: note: a task is started here
  (void)Tasks.joinAsync();
  return true;
}

void handled() { // ok: the handler joins.
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { load(1); });
  try {
    require(ask());
  } catch (...) {
    (void)Tasks.joinAsync();
    throw;
  }
  (void)Tasks.joinAsync();
}

void handledInside() { // ok: it comes to the join.
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { load(1); });
  try {
    require(ask());
  } catch (const std::runtime_error &) {
    load(0);
  }
  (void)Tasks.joinAsync();
}

void before() { // ok: no task has been started.
  folly::coro::AsyncScope Tasks;
  require(ask());
  (void)Tasks.add([] { load(1); });
  (void)Tasks.joinAsync();
}

void mayThrow() { // ok: load is not seen to throw.
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { load(1); });
  load(2);
  (void)Tasks.joinAsync();
}

void tbbThrown() { // ok: it waits, and does not throw while an exception is on its way.
  tbb::task_group Tasks;
  Tasks.run([] { load(1); });
  require(ask());
  Tasks.wait();
}
