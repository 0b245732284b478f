// What docs/examples/config/bs-thread-pool.yaml adds, and takes away.
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,BEFORE %s 'structured-*' %t
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,AFTER %s 'structured-*' %t -- -config='{CheckOptions: {SinkConfig: "%configs/bs-thread-pool.yaml"}}'

#include <future>
#include <vector>

namespace BS {
template <class T> class multi_future : public std::vector<std::future<T>> {
public:
  void wait() const;
};
template <int Options = 0> class thread_pool {
public:
  ~thread_pool();
  template <class F> std::future<void> submit_task(F &&) { return {}; }
  template <class F> multi_future<void> submit_loop(int, int, F &&) { return {}; }
  template <class F> void detach_task(F &&) {}
  template <class F> void detach_loop(int, int, F &&) {}
  void wait();
};
} // namespace BS

class Index {
public:
  void add() {
    int Sum = 0;
    Pool.detach_task([&Sum] { ++Sum; });
    // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:5: warning: this work may outlive 'Sum', which it holds
  }

  void addAll() {
    int Sum = 0;
    Pool.detach_loop(0, 10, [&Sum](int Each) { Sum += Each; });
    // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:5: warning: this work may outlive 'Sum', which it holds
  }

  std::future<void> addLater() {
    int Sum = 0;
    return Pool.submit_task([&Sum] { ++Sum; });
    // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:12: warning: this work may outlive 'Sum', which it holds
  }

  void addAndWait() { // ok: waited for.
    int Sum = 0;
    Pool.detach_task([&Sum] { ++Sum; });
    Pool.wait();
  }

  void leave() {
    Pool.submit_task([] {});
    // CHECK-MESSAGES-BEFORE: :[[@LINE-1]]:5: warning: what 'BS::thread_pool<>::submit_task' returns is dropped at once
  }

private:
  BS::thread_pool<> Pool;
};

BS::multi_future<void> load();

void dropped() {
  load();
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:3: warning: what 'load' returns is dropped at once, so the work runs on
}

void ofOwnPool() { // ok: the pool waits when it dies.
  int Sum = 0;
  BS::thread_pool<> Pool;
  Pool.detach_task([&Sum] { ++Sum; });
}

void poolFirst() {
  BS::thread_pool<> Pool;
  int Sum = 0;
  Pool.detach_task([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}
