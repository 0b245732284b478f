// RUN: %check_structured -std=c++20-or-later %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.OwningTypes: "::acme::Registry"}}'

#include <boost/thread.hpp>
#include <gtest/gtest.h>
#include <sc/group.h>
#include <thread>
#include <utility>
#include <vector>

void work();

// Other classes of threads.

void jthread() {
  std::jthread Worker(work);
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void boostThread() {
  boost::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: nothing waits for this detached thread
}

void joiningByItself() { // ok: its destructor joins.
  std::jthread Worker(work);
}

// Owners answer for what they detach.

namespace acme {
class Registry {
public:
  void adopt(std::thread Worker) { Worker.detach(); } // ok: configured as an owner.
  void adoptAll(std::vector<std::thread> Workers) {
    for (std::thread &Worker : Workers)
      Worker.detach(); // ok: configured as an owner.
    auto Leave = [](std::thread &Worker) { Worker.detach(); }; // ok: in a function of an owner.
  }
};
class SpecialRegistry : public Registry {
  void adoptOne(std::thread Worker) { Worker.detach(); } // ok: derives from an owner.
};
} // namespace acme

class [[clang::annotate("sc::owns_tasks")]] Marked {
public:
  void adopt(std::thread Worker) { Worker.detach(); } // ok: annotated.
};

class OwnThread : public std::thread {
public:
  using std::thread::thread;
};
class [[clang::annotate("sc::owns_tasks")]] OwningThread : public std::thread {
public:
  using std::thread::thread;
};
void threadThatOwns(OwnThread &Plain, OwningThread &Owning) {
  Owning.detach(); // ok: annotated.
  Plain.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nothing waits for this detached thread
}

void handedOver(acme::Registry &To) { // ok: somebody else has it.
  std::thread Worker(work);
  To.adopt(std::move(Worker));
}

// The typed hatch.

void onPurpose() { // ok: says why.
  sc::detached("ends with the process", work);
}

// Tests that expect detach() to fail.

TEST(Thread, DetachOfNothing) {
  std::thread None;
  EXPECT_THROW(None.detach(), int); // ok: detaches nothing.
  EXPECT_ANY_THROW(None.detach());  // ok: detaches nothing.
  EXPECT_DEATH(None.detach(), "");  // ok: detaches nothing.
  EXPECT_NO_THROW(std::thread(work).detach());
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: nothing waits for this detached thread
}
