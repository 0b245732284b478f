// Executors of libraries, known by name.
// RUN: %check_structured -std=c++17-or-later %s 'structured-escaping-capture' %t

#include <functional>
#include <future>
#include <memory>

void use(int);

namespace folly {
struct Executor {
  virtual ~Executor();
  virtual void add(std::function<void()> Work) = 0;
};
struct IOThreadPoolExecutor : Executor {
  explicit IOThreadPoolExecutor(int Threads);
  ~IOThreadPoolExecutor();
  void add(std::function<void()> Work) override;
};
struct EventBase : Executor {
  void add(std::function<void()> Work) override;
  void runInEventBaseThread(std::function<void()> Work);
  void runInEventBaseThreadAndWait(std::function<void()> Work);
};
} // namespace folly

namespace hpx {
template <class F> void post(F &&) {}
} // namespace hpx

namespace concurrencpp {
struct executor {
  template <class F> void post(F &&) {}
};
struct thread_pool_executor : executor {};
} // namespace concurrencpp

namespace BS {
struct thread_pool {
  template <class F> void detach_task(F &&) {}
  template <class F> std::future<void> submit_task(F &&) { return {}; }
  void wait();
};
} // namespace BS

namespace tbb {
struct task_arena {
  template <class F> void enqueue(F &&) {}
  template <class F> void execute(F &&Work) { Work(); }
};
} // namespace tbb

namespace grpc_event_engine {
namespace experimental {
struct EventEngine {
  virtual ~EventEngine();
  virtual void Run(std::function<void()> Work) = 0;
  virtual void RunAfter(int Delay, std::function<void()> Work) = 0;
};
} // namespace experimental
} // namespace grpc_event_engine

namespace absl {
namespace synchronization_internal {
struct ThreadPool {
  explicit ThreadPool(int Threads);
  ~ThreadPool();
  void Schedule(std::function<void()> Work);
};
} // namespace synchronization_internal
} // namespace absl

struct dispatch_queue_s;
typedef dispatch_queue_s *dispatch_queue_t;
extern "C" {
void dispatch_async_f(dispatch_queue_t, void *, void (*)(void *));
void dispatch_sync_f(dispatch_queue_t, void *, void (*)(void *));
dispatch_queue_t dispatch_get_main_queue();
}
void work(void *);

void onFolly(folly::Executor &Pool, folly::IOThreadPoolExecutor &Threads, folly::EventBase &Loop) {
  int Sum = 0;
  Pool.add([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  Threads.add([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  Loop.runInEventBaseThread([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void onHpx() {
  int Sum = 0;
  hpx::post([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void onConcurrencpp(std::shared_ptr<concurrencpp::thread_pool_executor> Pool) {
  int Sum = 0;
  Pool->post([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void onBS(BS::thread_pool &Pool) {
  int Sum = 0;
  Pool.detach_task([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void onTbb(tbb::task_arena &Arena) {
  int Sum = 0;
  Arena.enqueue([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

// Fine: waited for, run here, or run by what ends here.

void waits(folly::EventBase &Loop, BS::thread_pool &Pool, tbb::task_arena &Arena) {
  int Sum = 0;
  Loop.runInEventBaseThreadAndWait([&Sum] { ++Sum; });
  Arena.execute([&Sum] { ++Sum; });
  Pool.detach_task([&Sum] { ++Sum; });
  Pool.wait();
}

void waitsForFuture(BS::thread_pool &Pool) {
  int Sum = 0;
  Pool.submit_task([&Sum] { ++Sum; }).wait();
  std::future<void> Done = Pool.submit_task([&Sum] { ++Sum; });
  Done.get();
}

void ends() {
  int Sum = 0;
  folly::IOThreadPoolExecutor Pool(2);
  Pool.add([&Sum] { ++Sum; });
}

void onQueue(int *Sum) {
  dispatch_async_f(dispatch_get_main_queue(), Sum, work);
  dispatch_sync_f(dispatch_get_main_queue(), Sum, work);
}

void onGrpc(grpc_event_engine::experimental::EventEngine &Engine) {
  int Sum = 0;
  Engine.Run([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  Engine.RunAfter(10, [&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void onAbseil(absl::synchronization_internal::ThreadPool &Pool) {
  int Sum = 0;
  Pool.Schedule([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void ownPoolOfAbseil() { // ok: the pool waits when it ends, before the sum does.
  int Sum = 0;
  absl::synchronization_internal::ThreadPool Pool(2);
  Pool.Schedule([&Sum] { ++Sum; });
}
