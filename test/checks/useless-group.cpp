// RUN: %check_structured -std=c++17-or-later %s structured-useless-group %t -- -config='{CheckOptions: {structured-useless-group.Enable: true, OwningTypes: "::Pool"}}'

#include <sc/group.h>
#include <tbb/task_group.h>

int load(int Page);
void use(int Page);

void alone() {
  sc::group Tasks;
  Tasks.go([] { load(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'Tasks' has this one task, and waits for it at once; call its function directly [structured-useless-group]
  // CHECK-NOTES: :[[@LINE+1]]:9: note: waited for here
  Tasks.wait();
}

int result() {
  sc::group Tasks;
  auto Page = Tasks.spawn([] { return load(1); });
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Tasks' has this one task, and waits for it at once
  // CHECK-NOTES: :[[@LINE+1]]:9: note: waited for here
  Tasks.wait();
  return Page.get();
}

void inARound(int Pages) {
  for (int Page = 0; Page < Pages; ++Page) {
    tbb::task_group Tasks;
    Tasks.run([Page] { load(Page); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Tasks' has this one task
    // CHECK-NOTES: :[[@LINE+1]]:11: note: waited for here
    Tasks.wait();
  }
}

void byName() {
  auto Load = [] { load(1); };
  sc::group Tasks;
  Tasks.go(Load);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'Tasks' has this one task
  // CHECK-NOTES: :[[@LINE+1]]:9: note: waited for here
  Tasks.wait();
}

void byFunction() {
  sc::group Tasks;
  Tasks.go(load, 1);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'Tasks' has this one task
  // CHECK-NOTES: :[[@LINE+1]]:9: note: waited for here
  Tasks.wait();
}

template <class T> void inTemplate(T Page) {
  sc::group Tasks;
  Tasks.go([Page] { load(Page); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'Tasks' has this one task
  // CHECK-NOTES: :[[@LINE+1]]:9: note: waited for here
  Tasks.wait();
}
void instances() {
  inTemplate(1);
  inTemplate(1L);
}

void two() { // ok: both at a time.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  Tasks.go([] { load(2); });
  Tasks.wait();
}

void inALoop(int Pages) { // ok: as many as there are.
  sc::group Tasks;
  for (int Page = 0; Page < Pages; ++Page)
    Tasks.go([Page] { load(Page); });
  Tasks.wait();
}

void numbered() { // ok: these are several.
  sc::group Tasks;
  Tasks.go_n(4, [](unsigned long Page) { load(Page); });
  Tasks.wait();
}

void meanwhile() { // ok: something else is done at the same time.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  use(2);
  Tasks.wait();
}

void withTimeout() { // ok: the group stops it in time.
  sc::group Tasks(sc::timeout{std::chrono::seconds(1)});
  Tasks.go([] { load(1); });
  Tasks.wait();
}

void stoppable() { // ok: it is told to stop by others.
  sc::group Tasks;
  Tasks.go([](sc::stop_token Stop) { use(Stop.stop_requested()); });
  Tasks.wait();
}

void untilStopped(sc::stop_token Stop);
void stoppableFunction() { // ok: so is this.
  sc::group Tasks;
  Tasks.go(untilStopped);
  Tasks.wait();
}

struct Loader {
  void run(sc::stop_token Stop);
  void all() { // ok: so is this.
    sc::group Tasks;
    Tasks.go(&Loader::run, this);
    Tasks.wait();
  }
};

void nested() { // ok: it starts more.
  sc::group Tasks;
  Tasks.go([&Tasks] { Tasks.go([] { load(1); }); });
  Tasks.wait();
}

void sometimes(bool Wanted) { // ok: others may come to be.
  sc::group Tasks;
  if (Wanted)
    Tasks.go([] { load(1); });
  Tasks.wait();
}

bool outcome() { // ok: what it throws is made into an outcome.
  sc::group Tasks;
  Tasks.go([] { load(1); });
  return Tasks.wait_nothrow() == sc::outcome::ok;
}

struct Pool {
  template <class F> void run(F &&) {}
  void wait();
};
void inAPool() { // ok: a pool may be there for its threads.
  Pool Threads;
  Threads.run([] { load(1); });
  Threads.wait();
}
