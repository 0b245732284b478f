// RUN: %check_structured -std=c++17-or-later %s structured-unjoined-thread %t

#include <functional>
#include <gtest/gtest.h>
#include <initializer_list>
#include <thread>
#include <utility>

void work();
void more();
bool ready();

// Functions that are given the thread.

void finish(std::thread &Worker) {
  if (Worker.joinable())
    Worker.join();
}

void joinedByACallee() { // ok: finish() joins.
  std::thread Worker(work);
  finish(Worker);
}

void finishAll(std::thread &First, std::thread &Second) {
  finish(First);
  finish(Second);
}

void joinedByACalleesCallee() { // ok
  std::thread First(work), Second(work);
  finishAll(First, Second);
}

bool looksAt(std::thread &Worker) { return Worker.joinable(); }

void lookedAtByACallee() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Worker' before its scope ends
  looksAt(Worker);
}

void describe(const std::thread &Worker);

void readByACallee() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Worker' before its scope ends
  describe(Worker);
}

void take(std::thread Worker);
void keep(std::thread &Worker) { take(std::move(Worker)); }

void takenByACallee() { // ok: moved away there.
  std::thread Worker(work);
  keep(Worker);
}

void unknown(std::thread &Worker);
void unknownByAddress(std::thread *Worker);

void joinedByTheUnknown() { // ok: unknown() may join.
  std::thread First(work);
  unknown(First);
  std::thread Second(work);
  unknownByAddress(&Second);
}

void leftBeforeTheCallee() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  finish(Worker);
}

// Objects that join at the end of the scope.

struct Joiner {
  explicit Joiner(std::thread &Worker) : Worker(Worker) {}
  ~Joiner() { Worker.join(); }
  std::thread &Worker;
};

template <class Function> struct Finally {
  explicit Finally(Function F) : F(F) {}
  ~Finally() { F(); }
  Function F;
};

void guarded() { // ok: the guard joins.
  std::thread Worker(work);
  Joiner Guard(Worker);
  if (!ready())
    return;
  more();
}

void joinedAtTheEnd() { // ok: whatever way it is left.
  std::thread Worker(work);
  Finally Guard([&] { Worker.join(); });
  if (!ready())
    throw 1;
  more();
}

void guardedBeforeTheStart() { // ok: the guard is there first.
  std::thread Worker;
  Finally Guard([&] {
    if (Worker.joinable())
      Worker.join();
  });
  Worker = std::thread(work);
  if (!ready())
    return;
}

void leftBeforeTheGuard() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  Joiner Guard(Worker);
}

void joinedByALambda() { // ok: the lambda joins, sooner or later.
  std::thread Worker(work);
  auto Join = [&Worker] { Worker.join(); };
  if (ready())
    more();
  Join();
}

void movedIntoALambda() { // ok: the lambda has it.
  std::thread Worker(work);
  auto Join = [Worker = std::move(Worker)]() mutable { Worker.join(); };
  Join();
}

void joinedByOneOfTwo() { // ok: reached in a way that is not followed.
  std::thread First(work), Second(work);
  for (std::thread *Worker : {&First, &Second})
    Worker->join();
}

void boundByReference() { // ok: somebody has a reference.
  std::thread Worker(work);
  std::function<void()> Join = std::bind(&std::thread::join, std::ref(Worker));
  Join();
}

void comparedFirst() { // ok: asked in another way.
  std::thread Worker(work);
  if (Worker.get_id() != std::thread::id())
    Worker.join();
}

void askedBefore() { // ok: the answer is kept.
  std::thread Worker(work);
  const bool Joinable = Worker.joinable();
  if (Joinable)
    Worker.join();
}

// The assertions of a test leave it.

TEST(Workers, Left) {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  ASSERT_TRUE(ready());
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'ASSERT_TRUE' returns here without joining 'Worker'
  Worker.join();
}

TEST(Workers, LeftInTheThread) { // ok: it leaves the lambda.
  std::thread Worker([] { ASSERT_TRUE(ready()); });
  Worker.join();
}

TEST(Workers, Asked) { // ok: the test goes on.
  std::thread Worker(work);
  EXPECT_TRUE(ready());
  Worker.join();
}
