// RUN: %check_structured -std=c++17-or-later %s structured-escaping-capture %t -- -config='{CheckOptions: {SpawnApis: "::acme::Pool::submit=detaches;::acme::post=detaches@1"}}'

#include <functional>
#include <future>

namespace acme {
struct Pool {
  template <class F> std::future<void> submit(F &&) { return {}; }
  void wait();
  void size();
};
struct Loop;
void post(Loop &, std::function<void()>);
} // namespace acme

void use(int);

class Server {
  acme::Pool Workers;
  void dropped(int Number) {
    Workers.submit([&Number] { use(Number); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may outlive 'Number', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
    // CHECK-NOTES: :[[@LINE-2]]:22: note: the work holds 'Number' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Number' dies here, and nothing has waited for the work
  }
  void waited(int Number) { // ok: waits.
    Workers.submit([&Number] { use(Number); }).get();
    Workers.submit([&Number] { use(Number); });
    Workers.wait();
  }
};

void posted(acme::Loop &Loop) {
  int Number = 0;
  acme::post(Loop, [&] { use(Number); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this work may outlive 'Number', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:30: note: the work holds 'Number' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Number' dies here
}

void localPool() { // ok: the pool dies first, and may wait.
  int Number = 0;
  acme::Pool Workers;
  Workers.submit([&Number] { use(Number); });
}

void poolDeclaredBefore() {
  acme::Pool Workers;
  int Number = 0;
  Workers.submit([&Number] { use(Number); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this work may outlive 'Number', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:20: note: the work holds 'Number' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Number' dies here
}

void keptFuture(acme::Pool &Workers) { // ok: waited for.
  int Number = 0;
  auto Result = Workers.submit([&Number] { use(Number); });
  Result.get();
}
