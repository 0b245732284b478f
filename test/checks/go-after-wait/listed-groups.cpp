// What OwningTypes says of a class decides what is asked of it.
// RUN: %check_structured -std=c++17 %s structured-go-after-wait %t -- -config='{CheckOptions: {OwningTypes: "::Nursery=start,soon@join@closes; ::Crew=start@join; ::Pool"}}'

#include <folly/coro/AsyncScope.h>
#include <tbb/task_group.h>

void use(int);

struct Pool {
  template <class F> void start(F &&) {}
  template <class F> void soon(F &&) {}
  void join();
};
struct Crew : Pool {};
struct Nursery : Pool {
  void reset();
};

void nursery() {
  Nursery Tasks;
  Tasks.start([] { use(1); });
  Tasks.join();
  Tasks.soon([] { use(2); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'soon' follows 'join' on 'Tasks', which takes no more tasks then; start them all before that, or in a new group [structured-go-after-wait]
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'join' is called here
}

void readInCrew() {
  int Sum = 0;
  Crew Tasks;
  Tasks.start([&] { Sum = 1; });
  use(Sum);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Sum' is read while a task of 'Tasks' may be writing it; call 'Tasks.join()' first
  // CHECK-NOTES: :[[@LINE-3]]:9: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:25: note: the task writes 'Sum' here
  Tasks.join();
}

void crewAgain() { // ok: it may be used again.
  Crew Tasks;
  Tasks.start([] { use(1); });
  Tasks.join();
  Tasks.start([] { use(2); });
  Tasks.join();
}

void poolAgain(Pool &Tasks) { // ok: so may this, as far as is known.
  Tasks.join();
  Tasks.start([] { use(2); });
}

void tbbAgain() { // ok: a task_group may be used again.
  tbb::task_group Tasks;
  Tasks.run([] { use(1); });
  Tasks.wait();
  Tasks.run([] { use(2); });
  Tasks.wait();
}

int tbbRead() {
  int Sum = 0;
  tbb::task_group Tasks;
  Tasks.run([&] { Sum = 1; });
  if (Sum)
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Sum' is read while a task of 'Tasks' may be writing it; call 'Tasks.wait()' first
    // CHECK-NOTES: :[[@LINE-3]]:9: note: started here
    // CHECK-NOTES: :[[@LINE-4]]:23: note: the task writes 'Sum' here
    use(Sum);
  Tasks.wait();
  return Sum;
}

void asyncScope(folly::coro::AsyncScope &Tasks) {
  (void)Tasks.joinAsync();
  (void)Tasks.add([] { use(1); });
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'add' follows 'joinAsync' on 'Tasks', which takes no more tasks then
  // CHECK-NOTES: :[[@LINE-3]]:15: note: 'joinAsync' is called here
}
