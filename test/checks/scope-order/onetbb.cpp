// The rules of groups, with the headers of oneTBB.
// REQUIRES: onetbb
// RUN: %check_structured -std=c++17 %s 'structured-*' %t -- -config='{CheckOptions: {structured-useless-group.Enable: true}}' -- -stdlib=libstdc++

#include <string>
#include <tbb/task_group.h>
#include <vector>

void load(int);
void show(const std::string &);
bool ask();

void held() {
  tbb::task_group Tasks;
  std::string Text;
  Tasks.run([&] { show(Text); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Text', which ends before 'Tasks' has waited for it; declare it before 'Tasks', or call 'Tasks.wait()' while it lives [structured-scope-order]
  // CHECK-NOTES: :[[@LINE-2]]:24: note: the task holds 'Text' by reference
  // CHECK-NOTES: :[[@LINE+4]]:5: note: 'Text' dies here, and nothing has waited for the task
  // CHECK-NOTES: :[[@LINE-6]]:19: note: 'Tasks' is declared here, and ends later
  Tasks.run([] { load(2); });
  if (ask())
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()', which has to be called while tasks may run; wait on this path too [structured-control-flow-in-group]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:9: note: a task is started here
  Tasks.wait();
}

void endless() {
  tbb::task_group Tasks;
  Tasks.run([] {
    // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends, so whoever waits for 'Tasks' does so for ever; end its loop when it is told to stop, or give it an owner that stops it, such as an 'sc::daemon' [structured-daemon-in-group]
    // CHECK-NOTES: :[[@LINE+1]]:5: note: nothing leaves this loop
    while (true)
      load(1);
  });
  load(2);
  Tasks.wait();
}

void alone() {
  tbb::task_group Tasks;
  Tasks.run([] { load(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'Tasks' has this one task, and waits for it at once; call its function directly [structured-useless-group]
  // CHECK-NOTES: :[[@LINE+1]]:9: note: waited for here
  Tasks.wait();
}

int fibonacci(int N) { // ok: the wait comes before the numbers are used.
  if (N < 2)
    return N;
  int X, Y;
  tbb::task_group Tasks;
  Tasks.run([&] { X = fibonacci(N - 1); });
  Tasks.run_and_wait([&] { Y = fibonacci(N - 2); });
  return X + Y;
}

void halves(std::vector<int> &All, size_t From, size_t To) { // ok: both halves are waited for.
  tbb::task_group Tasks;
  const size_t Middle = From + (To - From) / 2;
  if (Middle > From + 1)
    Tasks.run([&All, From, Middle] { halves(All, From, Middle); });
  if (To > Middle + 1)
    Tasks.run([&All, Middle, To] { halves(All, Middle, To); });
  Tasks.wait();
  Tasks.run([&All] { load(All.front()); });
  load(All.back());
  Tasks.wait();
}
