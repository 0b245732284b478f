// Assertions of tests that throw, in a thread.
// RUN: %check_structured -std=c++17-or-later %s structured-lost-exception %t

#include <thread>

struct Assertion {
  explicit Assertion(const char *Text);
  void evaluate(bool);
  void failed();
  void complete();
};

// The shape of Catch2's.
#define ASSERTION(Text, Value)                                                                     \
  do {                                                                                             \
    Assertion Handler(Text);                                                                       \
    try {                                                                                          \
      Handler.evaluate(Value);                                                                     \
    } catch (...) {                                                                                \
      Handler.failed();                                                                            \
    }                                                                                              \
    Handler.complete();                                                                            \
  } while (false)
#define REQUIRE(Value) ASSERTION("REQUIRE", Value)
#define CHECK(Value) ASSERTION("CHECK", Value)

bool works();

void required() {
  std::thread Worker([] {
    CHECK(works()); // ok: it goes on.
    REQUIRE(works());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing in this thread catches what 'REQUIRE' may throw
  });
  Worker.join();
}

void checked() { // ok: the assertion throws nothing.
  std::thread Worker([] { CHECK(works()); });
  Worker.join();
}

void outside() { // ok: not in the thread.
  std::thread Worker([] { works(); });
  REQUIRE(works());
  Worker.join();
}

// The shape of doctest's: the short name stands for the long one.
#define DOCTEST_REQUIRE(Value) ASSERTION("REQUIRE", Value)
#undef REQUIRE
#define REQUIRE(Value) DOCTEST_REQUIRE(Value)

void requiredByItsShortName() {
  std::thread Worker([] {
    REQUIRE(works());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing in this thread catches what 'REQUIRE' may throw
  });
  Worker.join();
}
