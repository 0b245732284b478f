// RUN: %check_structured -std=c++17-or-later -check-suffixes=VISIBLE %s structured-lost-exception %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=VISIBLE,ANY %s structured-lost-exception %t -- -config='{CheckOptions: {structured-lost-exception.ThrowEvidence: any}}'
// A thread of the project's own.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=VISIBLE,OWN %s structured-lost-exception %t -- -config='{CheckOptions: {SpawnApis: "::acme::Worker=terminates"}}'
// Silent in tests.
// RUN: %check_structured -std=c++17-or-later %s structured-lost-exception %t -- -config='{CheckOptions: {IgnoreTests: "*/options.cpp"}}'

#include <thread>

namespace acme {
class Worker {
public:
  template <class F> explicit Worker(F &&) {}
  void join();
};
class Pool {
public:
  template <class F> void submit(F &&) {}
};
} // namespace acme

void work();
void quiet() noexcept;

void thrown() {
  std::thread Worker([] { throw 1; });
  // CHECK-MESSAGES-VISIBLE: :[[@LINE-1]]:27: warning: nothing in this thread catches what is thrown here
  Worker.join();
}

void unknown() {
  std::thread Worker([] { work(); });
  // CHECK-MESSAGES-ANY: :[[@LINE-1]]:27: warning: nothing in this thread catches what 'work' may throw
  Worker.join();
  std::thread Other(work);
  // CHECK-MESSAGES-ANY: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work may throw
  Other.join();
}

void nothing() { // ok: it says that it throws nothing.
  std::thread Worker([] { quiet(); });
  Worker.join();
}

void ownClass(acme::Pool &Pool) {
  acme::Worker Worker([] { throw 1; });
  // CHECK-MESSAGES-OWN: :[[@LINE-1]]:28: warning: nothing in this thread catches what is thrown here
  Worker.join();
  Pool.submit([] { throw 1; }); // ok: not known to be a thread.
}
