// The ways to say that work may be let go, or does not leave: in code, by an annotation, by configuration, by NOLINT.
// RUN: %check_structured -std=c++17-or-later %s 'structured-fire-and-forget,structured-escaping-capture,structured-detached-thread' %t -- -config='{CheckOptions: {OwningTypes: "::acme::Nursery", SpawnApis: "::acme::Loop::defer=posts; ::acme::later=posts@1"}}'

#include <functional>
#include <sc/group.h>
#include <stdexcept>
#include <thread>
#include <vector>

void use(int);

class Pool {
public:
  void submit(std::function<void()> Task);
  void submitAndWait([[clang::noescape]] std::function<void()> *Task);
  [[clang::annotate("sc::noescape")]] void post(std::function<void()> Task);
  template <class F> void enqueue([[clang::annotate("sc::noescape")]] F &&Task) {}

private:
  std::vector<std::thread> Threads;
};

namespace acme {
struct Loop {
  void defer(std::function<void()> Task);
};
struct Nursery : Loop {};
void later(int Delay, std::function<void()> Task);
} // namespace acme

// What is configured as an executor is one.
void configured(acme::Loop &Events) {
  int Sum = 0;
  Events.defer([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  acme::later(1, [&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  Events.defer([] { throw std::runtime_error("no"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody who handed this work over sees what it throws
}

// In code.
void typed() {
  sc::detached("the metrics may be lost", [] { use(1); });
}

// By an annotation: on the function that is called, or on a parameter of it.
void staysHere(Pool &Workers) {
  int Sum = 0;
  Workers.post([&Sum] { ++Sum; });
  Workers.enqueue([&Sum] { ++Sum; });
}

// On a function of one's own that starts work.
[[clang::annotate("sc::owns_tasks")]] void inBackground(std::function<void()> Task) {
  std::thread(std::move(Task)).detach();
}
void owned() {
  int Sum = 0;
  inBackground([&Sum] { ++Sum; });
}

// By configuration.
void byConfiguration(acme::Nursery &All) {
  All.defer([] { throw std::runtime_error("no"); });
}

// By a comment, with a reason.
void byComment(Pool &Workers) {
  Workers.submit([] { throw std::runtime_error("no"); }); // NOLINT(structured-fire-and-forget): the pool logs it
  // NOLINTNEXTLINE(structured-*): a crash is what we want
  Workers.submit([] { throw std::runtime_error("no"); });
}
