// RUN: %check_structured -check-suffixes=SURE %s structured-unjoined-thread %t
// RUN: %check_structured -check-suffixes=SURE,ANY %s structured-unjoined-thread %t -- -config='{CheckOptions: {structured-unjoined-thread.ExceptionalPaths: any}}'
// RUN: %check_structured -check-suffixes=SURE,SYNC %s structured-unjoined-thread %t -- -config='{CheckOptions: {SynchronousFunctions: "::eachOf"}}'
// RUN: %check_structured -check-suffixes=OFF %s structured-unjoined-thread %t -- -config='{CheckOptions: {structured-unjoined-thread.ExceptionalPaths: "off"}}'

#include <functional>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

void work();
void mayThrow();
void cannotThrow() noexcept;
bool ready();

void always() {
  std::thread Worker(work);
  // CHECK-NOTES-SURE: :[[@LINE-1]]:15: warning: nothing joins 'Worker' before its scope ends
  // CHECK-NOTES-OFF: :[[@LINE-2]]:15: warning: nothing joins 'Worker' before its scope ends
}

void thrown() {
  std::thread Worker(work);
  // CHECK-NOTES-SURE: :[[@LINE-1]]:15: warning: 'Worker' is not joined when an exception leaves its scope, which ends the program; join it then too, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  if (!ready())
    // CHECK-NOTES-SURE: :[[@LINE-1]]:7: note: this condition holds
    throw std::runtime_error("not ready");
  // CHECK-NOTES-SURE: :[[@LINE-1]]:5: note: an exception leaves the scope of 'Worker' here
  Worker.join();
}

void check() {
  if (!ready())
    throw std::runtime_error("not ready");
  // CHECK-NOTES-SURE: :[[@LINE+6]]:15: warning: 'Worker' is not joined when an exception leaves its scope
  // CHECK-NOTES-SURE: :[[@LINE+6]]:3: note: an exception leaves the scope of 'Worker' here
  // CHECK-NOTES-SURE: :[[@LINE-3]]:5: note: thrown here
}

void thrownByACallee() {
  std::thread Worker(work);
  check();
  Worker.join();
}

void caughtTooLate() {
  try {
    std::thread Worker(work);
    // CHECK-NOTES-SURE: :[[@LINE-1]]:17: warning: 'Worker' is not joined when an exception leaves its scope
    if (!ready())
      // CHECK-NOTES-SURE: :[[@LINE-1]]:9: note: this condition holds
      throw 1;
    // CHECK-NOTES-SURE: :[[@LINE-1]]:7: note: an exception leaves the scope of 'Worker' here
    Worker.join();
  } catch (...) {
  }
}

void caughtAndLeft() {
  std::thread Worker(work);
  // CHECK-NOTES-SURE: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  try {
    if (!ready())
      // CHECK-NOTES-SURE: :[[@LINE-1]]:9: note: this condition holds
      throw 1;
    // CHECK-NOTES-SURE: :[[@LINE-1]]:7: note: an exception is thrown here
  } catch (int) {
    return;
    // CHECK-NOTES-SURE: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  }
  Worker.join();
}

void otherHandler() {
  std::thread Worker(work);
  // CHECK-NOTES-SURE: :[[@LINE-1]]:15: warning: 'Worker' is not joined when an exception leaves its scope
  try {
    if (!ready())
      // CHECK-NOTES-SURE: :[[@LINE-1]]:9: note: this condition holds
      throw 1;
    // CHECK-NOTES-SURE: :[[@LINE-1]]:7: note: an exception leaves the scope of 'Worker' here
  } catch (const std::exception &) {
  }
  Worker.join();
}

void joinedInTheHandler() { // ok: joined, and thrown on.
  std::thread Worker(work);
  try {
    check();
  } catch (...) {
    Worker.join();
    throw;
  }
  Worker.join();
}

void swallowed() { // ok: goes on to the join.
  std::thread Worker(work);
  try {
    check();
  } catch (const std::exception &) {
  }
  Worker.join();
}

void inTheThread() { // ok: thrown in the thread, not here.
  std::thread Worker([] {
    if (!ready())
      throw 1;
  });
  Worker.join();
}

void expected() { // ok: the assertion catches it.
  std::thread Worker(work);
  EXPECT_THROW(check(), std::exception);
  Worker.join();
}

void after() { // ok: joined by then.
  std::thread Worker(work);
  Worker.join();
  check();
}

// What may throw, as far as is known.

void called() {
  std::thread Worker(work);
  // CHECK-NOTES-ANY: :[[@LINE-1]]:15: warning: 'Worker' is not joined when an exception leaves its scope
  mayThrow();
  // CHECK-NOTES-ANY: :[[@LINE-1]]:3: note: an exception leaves the scope of 'Worker' here
  Worker.join();
}

void caughtAndLeftPerhaps() {
  std::thread Worker(work);
  // CHECK-NOTES-ANY: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  try {
    mayThrow();
    // CHECK-NOTES-ANY: :[[@LINE-1]]:5: note: an exception is thrown here
  } catch (...) {
    return;
    // CHECK-NOTES-ANY: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  }
  Worker.join();
}

void anotherStarted() {
  std::thread First(work);
  // CHECK-NOTES-ANY: :[[@LINE-1]]:15: warning: 'First' is not joined when an exception leaves its scope
  std::thread Second(work);
  // CHECK-NOTES-ANY: :[[@LINE-1]]:15: note: an exception leaves the scope of 'First' here
  First.join();
  Second.join();
}

void calledSafely() { // ok: says noexcept.
  std::thread Worker(work);
  cannotThrow();
  Worker.join();
}

void calledInATry() { // ok: joined in any case.
  std::thread Worker(work);
  try {
    mayThrow();
  } catch (...) {
  }
  Worker.join();
}

void eachOf(int Count, const std::function<void(int)> &);

void thrownInAList() {
  std::thread Worker(work);
  // CHECK-NOTES-SYNC: :[[@LINE-1]]:15: warning: 'Worker' is not joined when an exception leaves its scope
  // CHECK-NOTES-ANY: :[[@LINE-2]]:15: warning: 'Worker' is not joined when an exception leaves its scope
  eachOf(3, [](int Each) {
    // CHECK-NOTES-SYNC: :[[@LINE-1]]:3: note: an exception leaves the scope of 'Worker' here
    // CHECK-NOTES-ANY: :[[@LINE-2]]:13: note: an exception leaves the scope of 'Worker' here
    if (Each > 1)
      throw std::runtime_error("too many");
    // CHECK-NOTES-SYNC: :[[@LINE-1]]:7: note: thrown here
  });
  Worker.join();
}
