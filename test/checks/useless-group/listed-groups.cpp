// What OwningTypes says of a class decides whether it is there for its tasks alone.
// RUN: %check_structured -std=c++17 %s structured-useless-group %t -- -config='{CheckOptions: {structured-useless-group.Enable: true, OwningTypes: "::Crew=start@join"}}'

#include <folly/coro/AsyncScope.h>
#include <memory>

void load(int Page);

struct Crew {
  template <class F> void start(F &&) {}
  void join();
};

void alone() {
  Crew Tasks;
  Tasks.start([] { load(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'Tasks' has this one task, and waits for it at once; call its function directly [structured-useless-group]
  // CHECK-NOTES: :[[@LINE+1]]:9: note: waited for here
  Tasks.join();
}

void two() { // ok: both at a time.
  Crew Tasks;
  Tasks.start([] { load(1); });
  Tasks.start([] { load(2); });
  Tasks.join();
}

void startOne(Crew &Tasks) { Tasks.start([] { load(1); }); }
void byHelper() { // ok: the helper may be there for others.
  Crew Tasks;
  startOne(Tasks);
  Tasks.join();
}

void onTheHeap() { // ok: so may the pointer.
  auto Tasks = std::make_unique<Crew>();
  Tasks->start([] { load(1); });
  Tasks->join();
}
