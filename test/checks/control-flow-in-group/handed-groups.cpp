// What a function or a lambda does with a group that it is handed, and groups on the heap.
// RUN: %check_structured -std=c++17-or-later %s structured-control-flow-in-group %t

#include <memory>
#include <sc/group.h>
#include <stdexcept>
#include <vector>

void load(int Page);
bool ask();

void startAll(sc::group &Tasks, const std::vector<int> &Pages) {
  for (int Page : Pages)
    Tasks.go([Page] { load(Page); });
}

bool started(const std::vector<int> &Pages) {
  sc::group Tasks;
  startAll(Tasks, Pages);
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()', so nothing sees an error of this group's tasks; wait on this path too [structured-control-flow-in-group]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:3: note: a task is started here
  // CHECK-NOTES: :[[@LINE-11]]:23: note: the task calls 'load' here, which may throw
  Tasks.wait();
  return true;
}

bool startedByLambda() {
  sc::group Tasks;
  auto Start = [&](int Page) { Tasks.go([Page] { load(Page); }); };
  Start(1);
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:3: note: a task is started here
  // CHECK-NOTES: :[[@LINE-7]]:50: note: the task calls 'load' here, which may throw
  Tasks.wait();
  return true;
}

bool onTheHeap() {
  auto Tasks = std::make_unique<sc::group>(sc::limit{4});
  Tasks->go([] { load(1); });
  if (!ask())
    return false;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this leaves the scope of 'Tasks' without 'Tasks.wait()'
  // CHECK-NOTES: :[[@LINE-3]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-5]]:10: note: a task is started here
  // CHECK-NOTES: :[[@LINE-6]]:18: note: the task calls 'load' here, which may throw
  Tasks->wait();
  return true;
}

// What is not known, or is no harm.

bool waitsByLambda() { // ok: each path waits.
  sc::group Tasks;
  auto Finish = [&Tasks] { Tasks.wait(); };
  Tasks.go([] { load(1); });
  if (!ask()) {
    Finish();
    return false;
  }
  Finish();
  return true;
}

void waitIf(sc::group &Tasks, bool Wanted) {
  if (Wanted)
    Tasks.wait();
}
bool mayWait(const std::vector<int> &Pages) { // ok: the helper may wait.
  sc::group Tasks;
  startAll(Tasks, Pages);
  waitIf(Tasks, !Pages.empty());
  return ask();
}

void startIf(sc::group &Tasks, bool Wanted) {
  if (Wanted)
    Tasks.go([] { load(1); });
}
bool mayStart(bool Wanted) { // ok: so may it start.
  sc::group Tasks;
  startIf(Tasks, Wanted);
  if (Wanted)
    Tasks.wait();
  return ask();
}

bool ifThereAreAny(const std::vector<int> &Pages) { // ok: without pages there is no task.
  sc::group Tasks;
  startAll(Tasks, Pages);
  if (!Pages.empty())
    Tasks.wait();
  return ask();
}

bool ifThereIsOne(bool Wanted) { // ok: without a group there is no task.
  std::unique_ptr<sc::group> Tasks;
  if (Wanted)
    Tasks = std::make_unique<sc::group>();
  if (Tasks)
    Tasks->go([] { load(1); });
  load(2);
  if (Tasks)
    Tasks->wait();
  return ask();
}

bool ifThereStillIs() { // ok: there is one.
  auto Tasks = std::make_unique<sc::group>();
  Tasks->go([] { load(1); });
  if (Tasks)
    Tasks->wait();
  return ask();
}

std::unique_ptr<sc::group> made();
bool ofAFunction() { // ok: that may have made it with a deadline.
  std::unique_ptr<sc::group> Tasks = made();
  Tasks->go([] { load(1); });
  if (!ask())
    return false;
  Tasks->wait();
  return true;
}

bool withDeadline() { // ok: it stops by itself.
  auto Tasks = std::make_unique<sc::group>(sc::timeout{std::chrono::seconds(1)});
  Tasks->go([] { load(1); });
  if (!ask())
    return false;
  Tasks->wait();
  return true;
}

std::unique_ptr<sc::group> returned() { // ok: the caller waits.
  auto Tasks = std::make_unique<sc::group>();
  Tasks->go([] { load(1); });
  if (!ask())
    return Tasks;
  Tasks->wait();
  return nullptr;
}

std::shared_ptr<sc::group> Global;
bool shared() { // ok: who has it too, waits.
  auto Tasks = std::make_shared<sc::group>();
  Global = Tasks;
  Tasks->go([] { load(1); });
  if (!ask())
    return false;
  Tasks->wait();
  return true;
}

bool sharedWithATask() { // ok: so may the task.
  auto Tasks = std::make_shared<sc::group>();
  Tasks->go([Tasks] { load(1); });
  if (!ask())
    return false;
  Tasks->wait();
  return true;
}

class Loader {
public:
  bool all() { // ok: the object has it.
    Tasks.go([] { load(1); });
    if (!ask())
      return false;
    Tasks.wait();
    return true;
  }

private:
  sc::group Tasks;
};
