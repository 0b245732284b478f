// RUN: %check_structured %s structured-raw-thread %t -- -config='{CheckOptions: {structured-raw-thread.Enable: true, structured-raw-thread.Banned: "::std::async = use acme::Pool, which has a limit; ::acme::Worker", SpawnApis: "::acme::Worker=terminates"}}'
// RUN: %check_structured -check-suffix=BROKEN %s structured-raw-thread %t -- -config='{CheckOptions: {structured-raw-thread.Enable: true, structured-raw-thread.Banned: "std::thread"}}'
// RUN: %check_structured -check-suffix=OFF %s structured-raw-thread %t
// CHECK-MESSAGES-BROKEN: warning: 'std::thread' in option 'Banned': a name starts with '::', as in '::acme::Worker=use acme::Pool' [clang-tidy-config]

#include <future>
#include <thread>

void work();

namespace acme {
struct Worker {
  template <class F> explicit Worker(F);
  ~Worker();
  void join();
};
} // namespace acme

void banned() {
  std::async(std::launch::async, work).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is banned in this project; use acme::Pool, which has a limit [structured-raw-thread]
}

void ofProject() {
  acme::Worker Own(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'acme::Worker' is banned in this project; start it in an 'sc::group', which waits for it and keeps its error [structured-raw-thread]
  Own.join();
}

void notListed() { // ok: the list is another.
  std::thread Worker(work);
  Worker.join();
}
