// RUN: %check_structured -std=c++17 %s structured-control-flow-in-group %t -- -config='{CheckOptions: {OwningTypes: "::Crew=start@join; ::Pool"}}'

#include <folly/coro/AsyncScope.h>
#include <tbb/task_group.h>

void load(int);
void quiet(int) noexcept;
bool ask();

struct Pool {
  ~Pool();
  template <class F> void start(F &&) {}
  void join();
};
struct Crew : Pool {};

bool crew() {
  Crew Tasks;
  Tasks.start([] { load(1); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.join()', so nothing sees an error of this group's tasks; wait on this path too [structured-control-flow-in-group]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  // CHECK-NOTES: :[[@LINE-6]]:20: note: the task calls 'load' here, which may throw
  Tasks.join();
  return true;
}

bool pool() { // ok: it waits, and of its errors nothing is known.
  Pool Tasks;
  Tasks.start([] { load(1); });
  if (!ask())
    return false;
  Tasks.join();
  return true;
}

bool tbbGroup() {
  tbb::task_group Tasks;
  Tasks.run([] { quiet(1); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()', which has to be called while tasks may run; wait on this path too
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  Tasks.wait();
  return true;
}

void tbbNever() {
  tbb::task_group Tasks;
  Tasks.run([] { quiet(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the scope of 'Tasks' ends without 'Tasks.wait()', which has to be called
}

void tbbExpected() { // ok: what the group throws is caught.
  try {
    tbb::task_group Tasks;
    Tasks.run([] { quiet(1); });
  } catch (const tbb::missing_wait &) {
    quiet(0);
  }
}

void tbbRight() { // ok: each wait is seen.
  tbb::task_group Tasks;
  Tasks.run([] { load(1); });
  Tasks.run_and_wait([] { load(2); });
}

void asyncScope() {
  folly::coro::AsyncScope Tasks;
  (void)Tasks.add([] { quiet(1); });
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the scope of 'Tasks' ends without 'Tasks.joinAsync()', which has to be called
}

namespace exec {
struct async_scope {
  ~async_scope();
  template <class Sender> void spawn(Sender &&) {}
  int on_empty();
};
} // namespace exec
int sync_wait(int);

bool asyncScopeOfStdexec() {
  exec::async_scope Tasks;
  Tasks.spawn([] { quiet(1); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.on_empty()'
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  sync_wait(Tasks.on_empty());
  return true;
}

bool asyncScopeIsWaitedFor(int Sender) { // ok: on both ways.
  exec::async_scope Tasks;
  Tasks.spawn(Sender);
  const bool Asked = ask();
  sync_wait(Tasks.on_empty());
  return Asked;
}
