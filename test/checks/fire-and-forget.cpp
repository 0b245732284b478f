// Work handed to executors that are known by name, with errors that nobody sees.
// RUN: %check_structured -std=c++17-or-later %s structured-fire-and-forget %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=,ALL %s structured-fire-and-forget %t -- -config='{CheckOptions: {structured-fire-and-forget.WarnOnAll: true}}'

#include <folly/Executor.h>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

void use(int);
void load(const std::string &);

class QThreadPool {
public:
  static QThreadPool *globalInstance();
  void start(std::function<void()> Work, int Priority = 0);
  void waitForDone();
};

class QTimer {
public:
  static void singleShot(int After, std::function<void()> Work);
};

namespace hpx {
template <class F> void post(F &&) {}
} // namespace hpx

namespace stdexec {
struct start_detached_t {
  template <class S> void operator()(S &&) const {}
};
inline constexpr start_detached_t start_detached{};
} // namespace stdexec

void thrown(folly::Executor &Pool) {
  Pool.add([] { throw std::runtime_error("no"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody who handed this work over sees what it throws; catch the error in the work, or have a handle carry it to who waits [structured-fire-and-forget]
}

void overridden(folly::CPUThreadPoolExecutor &Pool) {
  Pool.add([] { throw std::runtime_error("no"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody who handed this work over sees what it throws
}

void documented(const std::string &Text) {
  QThreadPool::globalInstance()->start([Text] { use(std::stoi(Text)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody who handed this work over sees what it throws
}

static void fails() { throw std::runtime_error("no"); }

void byName() {
  hpx::post(fails);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody who handed this work over sees what it throws
}

void mayThrow(folly::Executor &Pool) {
  Pool.add([] { load("a"); });
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: nobody waits for this work, or sees how it ends; keep a handle of it, or hand it to an owner that waits [structured-fire-and-forget]
}

void throughAnObject() {
  stdexec::start_detached(1);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: nobody waits for this work, or sees how it ends
}

void caught(folly::Executor &Pool) {
  Pool.add([] {
    // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: nobody waits for this work
    try {
      fails();
    } catch (const std::exception &Error) {
      load(Error.what());
    }
  });
}

// What handles an event fails in the event loop, whose caller may handle that.
void onTime(const std::string &Text) {
  QTimer::singleShot(100, [Text] { use(std::stoi(Text)); });
}

// The executor is the function's own: it ends with it, after the work.
void ownPool() {
  folly::CPUThreadPoolExecutor Pool(2);
  Pool.add([] { throw std::runtime_error("no"); });
}

// The work keeps its object alive, and the object knows.
struct Session : std::enable_shared_from_this<Session> {
  void start(folly::Executor &Pool) {
    Pool.add([Self = shared_from_this()] { Self->read(); });
  }
  void read();
};

// One report for each spawn: what dies is graver.
void dies(folly::Executor &Pool) {
  int Sum = 0;
  Pool.add([&Sum] {
    ++Sum;
    throw std::runtime_error("no");
  });
}

struct [[clang::annotate("sc::owns_tasks")]] Nursery : folly::Executor {
  void add(std::function<void()> Work) override;
};

void owned(Nursery &All) {
  All.add([] { throw std::runtime_error("no"); });
}

template <class Pool> void generic(Pool &P) {
  P.add([] { throw std::runtime_error("no"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody who handed this work over sees what it throws
}
void instances(folly::CPUThreadPoolExecutor &A, folly::Executor &B) {
  generic(A);
  generic(B);
}

#define POST(...) QThreadPool::globalInstance()->start([] { throw std::runtime_error(__VA_ARGS__); })
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nobody who handed this work over sees what it throws
void macros() {
  POST("a");
  POST("b");
}

// A function of the same last name elsewhere starts nothing.
struct Calculator {
  void add(std::function<void()> Term);
};
void noExecutor(Calculator &Sum) {
  Sum.add([] { throw std::runtime_error("no"); });
}
