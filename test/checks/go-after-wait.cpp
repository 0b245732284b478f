// RUN: %check_structured -std=c++17-or-later %s structured-go-after-wait %t

#include <functional>
#include <sc/group.h>
#include <string>
#include <vector>

int load(int Page);
void use(int Page);
void show(const std::string &Text);
void help(sc::group &Tasks);

// Started after the wait.

void again() {
  sc::group Tasks;
  Tasks.go([] { use(1); });
  Tasks.wait();
  Tasks.go([] { use(2); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks', which takes no more tasks then; start them all before that, or in a new group [structured-go-after-wait]
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
  Tasks.wait();
}

void eachRound(const std::vector<int> &Pages) {
  sc::group Tasks;
  for (int Page : Pages) {
    Tasks.spawn([Page] { use(Page); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'spawn' follows 'wait' on 'Tasks', which takes no more tasks then
    // CHECK-NOTES: :[[@LINE+1]]:11: note: 'wait' is called here
    Tasks.wait();
  }
}

void whenFull(int Pages) {
  sc::group Tasks;
  bool Full = false;
  for (int Page = 0; Page < Pages; ++Page) {
    if (Full)
      Tasks.wait();
    Tasks.go([Page] { use(Page); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'go' follows 'wait' on 'Tasks'
    // CHECK-NOTES: :[[@LINE-3]]:13: note: 'wait' is called here
    Full = load(Page) > 3;
  }
}

void closed() {
  sc::group Tasks;
  Tasks.close();
  Tasks.go([] { use(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'close' on 'Tasks', which takes no more tasks then
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'close' is called here
}

void ofACaller(sc::group &Tasks) {
  Tasks.wait();
  Tasks.go([] { use(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
}

auto InLambda = [](sc::group &Tasks) {
  Tasks.wait();
  Tasks.go([] { use(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
};

template <class F> void runTwice(F Task) {
  sc::group Tasks;
  Tasks.go(Task);
  Tasks.wait();
  Tasks.go(Task);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
}
void instances() {
  runTwice([] { use(1); });
  runTwice([] { use(2); });
}

template <class F> void neverMade(F Task) { // ok: no instance tells what a task is.
  sc::group Tasks;
  Tasks.wait();
  Tasks.go(Task);
}

#define FINISH(Group) Group.wait()
void byMacro() {
  sc::group Tasks;
  FINISH(Tasks);
  Tasks.go([] { use(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-6]]:29: note: 'wait' is called here
}

void reopened() { // ok: it is opened again.
  sc::group Tasks;
  Tasks.go([] { use(1); });
  Tasks.wait();
  Tasks.reset();
  Tasks.go([] { use(2); });
  Tasks.wait();
}

void newEachRound(int Pages) { // ok: each round has a group of its own.
  for (int Page = 0; Page < Pages; ++Page) {
    sc::group Tasks;
    Tasks.go([Page] { use(Page); });
    Tasks.wait();
  }
}

void lastRound(int Pages) { // ok: the wait is that of the last round.
  sc::group Tasks;
  for (int Page = 0; Page < Pages; ++Page) {
    Tasks.go([Page] { use(Page); });
    if (Page + 1 == Pages)
      Tasks.wait();
  }
}

void eitherOr(bool Done) { // ok: never both.
  sc::group Tasks;
  if (Done)
    Tasks.wait();
  else
    Tasks.go([] { use(1); });
  if (!Done)
    Tasks.go([] { use(2); });
}

void helped() { // ok: the helper may open it again.
  sc::group Tasks;
  Tasks.wait();
  help(Tasks);
  Tasks.go([] { use(1); });
}

void nested() { // ok: tasks start tasks before the wait is over.
  sc::group Tasks;
  Tasks.go([&Tasks] { Tasks.go([] { use(1); }); });
  Tasks.wait();
}

void expected() { // ok: that it is refused is seen to.
  sc::group Tasks;
  Tasks.wait();
  try {
    Tasks.go([] { use(1); });
  } catch (const sc::group_closed &) {
    use(0);
  }
}

void untilSomeTime(std::chrono::steady_clock::time_point Time) { // ok: that closes nothing.
  sc::group Tasks;
  Tasks.go([] { use(1); });
  if (!Tasks.wait_until(Time))
    Tasks.go([] { use(2); });
  Tasks.wait();
}

// Asked too early.

void early() {
  sc::group Tasks;
  auto First = Tasks.spawn([] { return load(1); });
  auto Second = Tasks.spawn([] { return load(2); });
  use(First.get());
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the result of 'First' is there only when 'Tasks' has been waited for; call 'Tasks.wait()' first
  // CHECK-NOTES: :[[@LINE-4]]:22: note: started here
  Tasks.wait();
  use(Second.get());
}

void atOnce() {
  sc::group Tasks;
  use(Tasks.spawn([] { return load(1); }).get());
  // CHECK-NOTES: :[[@LINE-1]]:43: warning: a result is there only when 'Tasks' has been waited for; call 'Tasks.wait()' first
  // CHECK-NOTES: :[[@LINE-2]]:13: note: started here
  Tasks.wait();
}

void inTime(bool Slow) { // ok: both ways wait.
  sc::group Tasks;
  auto First = Tasks.spawn([] { return load(1); });
  if (Slow)
    help(Tasks);
  else
    Tasks.wait();
  use(First.get());
}

void keep(sc::task<int> Task);
void handedOn() { // ok: another waits, and asks.
  sc::group Tasks;
  auto First = Tasks.spawn([] { return load(1); });
  keep(std::move(First));
  Tasks.wait();
}

// Read too early.

int sum() {
  int Sum = 0;
  sc::group Tasks;
  Tasks.go([&] { Sum += load(1); });
  use(Sum);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Sum' is read while a task of 'Tasks' may be writing it; call 'Tasks.wait()' first
  // CHECK-NOTES: :[[@LINE-3]]:9: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:22: note: the task writes 'Sum' here
  Tasks.wait();
  return Sum;
}

void byName() {
  int Sum = 0;
  sc::group Tasks;
  auto Add = [&] { Sum += load(1); };
  Tasks.go(Add);
  use(Sum);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Sum' is read while a task of 'Tasks' may be writing it
  // CHECK-NOTES: :[[@LINE-3]]:9: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:24: note: the task writes 'Sum' here
  Tasks.wait();
  use(Sum);
}

int returned() {
  int Sum = 0;
  sc::group Tasks;
  Tasks.go([&] { ++Sum; });
  return Sum;
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'Sum' is read while a task of 'Tasks' may be writing it
  // CHECK-NOTES: :[[@LINE-3]]:9: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:18: note: the task writes 'Sum' here
}

int ofItsScope() { // ok: the group waits where it ends.
  int Sum = 0;
  {
    sc::group Tasks;
    Tasks.go([&] { Sum = load(1); });
  }
  return Sum;
}

void stopped(int Page) { // ok: no task runs.
  int Sum = 0;
  sc::group Tasks;
  Tasks.cancel();
  Tasks.go([&] { Sum = load(1); });
  use(Sum);
}

struct Signal {
  void wait();
  void notify();
};

int bySignal() { // ok: the task tells when it has written.
  int Sum = 0;
  Signal Written;
  sc::group Tasks;
  Tasks.go([&] {
    Sum = load(1);
    Written.notify();
  });
  Written.wait();
  use(Sum);
  Tasks.wait();
  return Sum;
}

struct Mutex {
  void lock();
  void unlock();
};

void underLock(Mutex &Guard) { // ok: a lock is held.
  int Sum = 0;
  sc::group Tasks;
  Tasks.go([&] {
    Guard.lock();
    ++Sum;
    Guard.unlock();
  });
  Guard.lock();
  use(Sum);
  Guard.unlock();
  Tasks.wait();
}

// What it says.

void dropped() {
  sc::group Tasks;
  Tasks.go([] { use(1); });
  (void)Tasks.wait_nothrow();
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing looks at what 'wait_nothrow' says of 'Tasks', so its errors are lost; look at it, or call 'Tasks.wait()', which rethrows the first
}

bool looked() { // ok: it is looked at.
  sc::group Tasks;
  Tasks.go([] { use(1); });
  return Tasks.wait_nothrow() == sc::outcome::ok;
}

unsigned errorsAfterwards() { // ok: they are looked at otherwise.
  sc::group Tasks;
  Tasks.go([] { use(1); });
  (void)Tasks.wait_nothrow();
  return Tasks.errors().size();
}

void afterAnError() { // ok: there is another error already.
  sc::group Tasks;
  try {
    Tasks.go([] { use(1); });
    load(1);
  } catch (...) {
    (void)Tasks.wait_nothrow();
    throw;
  }
  Tasks.wait();
}
