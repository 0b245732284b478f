// What runs a callable before it returns throws what that throws.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=BUILTIN %s structured-lost-exception %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=BUILTIN,ADDED %s structured-lost-exception %t -- -config='{CheckOptions: {SynchronousFunctions: "::acme::each;::acme::Pool::runAll"}}'

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <thread>
#include <vector>

namespace acme {
template <class F> void each(int, F &&) {}
struct Pool {
  void runAll(std::function<void(int)>);
  void post(std::function<void(int)>);
};
} // namespace acme

void check(int Item);
static void refuse(int Item) {
  if (Item < 0)
    throw std::runtime_error("negative");
}

void inAlgorithm(const std::vector<int> &Items) {
  std::thread Checks([&Items] {
    std::for_each(Items.begin(), Items.end(), [](int Item) {
      if (Item < 0)
        throw std::runtime_error("negative");
      // CHECK-MESSAGES-BUILTIN: :[[@LINE-1]]:9: warning: nothing in this thread catches what is thrown here, which ends the program
    });
  });
  Checks.join();
}

void byName() {
  std::thread Checks([] { acme::each(3, refuse); });
  // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws, which ends the program
  Checks.join();
}

void inMember(acme::Pool &Pool) {
  std::thread Checks([&Pool] {
    Pool.runAll([](int Item) {
      if (Item < 0)
        throw std::runtime_error("negative");
      // CHECK-MESSAGES-ADDED: :[[@LINE-1]]:9: warning: nothing in this thread catches what is thrown here, which ends the program
    });
  });
  Checks.join();
}

void caughtAround() { // ok: it arrives at the handler.
  std::thread Checks([] {
    try {
      acme::each(3, [](int Item) {
        if (Item < 0)
          throw std::runtime_error("negative");
      });
    } catch (const std::exception &) {
      check(0);
    }
  });
  Checks.join();
}

void caughtInside() { // ok: it does not leave the lambda.
  std::thread Checks([] {
    acme::each(3, [](int Item) {
      try {
        throw Item;
      } catch (...) {
        check(Item);
      }
    });
  });
  Checks.join();
}

void posted(acme::Pool &Pool) { // ok: it may run elsewhere, and later.
  std::thread Posts([&Pool] { Pool.post([](int Item) { throw Item; }); });
  Posts.join();
}

void mayThrow() { // ok: nothing is seen to throw.
  std::thread Checks([] { acme::each(3, check); });
  Checks.join();
}
