// A thread that runs the tasks of others, each of which may throw.
// RUN: %check_structured -std=c++17-or-later %s structured-lost-exception %t

#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

using Task = std::function<void()>;

class Queue {
public:
  void push(Task);
  bool pop(Task &);
};

class Pool {
public:
  Pool() {
    Workers.emplace_back([this] {
      while (true) {
        Task Next;
        if (!Waiting.pop(Next))
          return;
        Next();
        // CHECK-NOTES: :[[@LINE-1]]:9: warning: nothing in this thread catches what 'Next' may throw, which ends the program; catch it in the work, or let an 'sc::group' carry it to who waits [structured-lost-exception]
        // CHECK-NOTES: :[[@LINE-7]]:5: note: the thread is started here
      }
    });
  }
  ~Pool() {
    for (std::thread &Each : Workers)
      Each.join();
  }
  void submit(Task Given) { Waiting.push(std::move(Given)); }

private:
  Queue Waiting;
  std::vector<std::thread> Workers;
};

class ByFunction {
public:
  ByFunction() : Worker(&ByFunction::run, this) {}
  // CHECK-NOTES: :[[@LINE+14]]:5: warning: nothing in this thread catches what 'Next' may throw
  // CHECK-NOTES: :[[@LINE-2]]:18: note: the thread is started here
  ~ByFunction() { Worker.join(); }
  template <class F> void submit(F &&Given) { Waiting.push(Given); }

private:
  void run();
  Queue Waiting;
  std::thread Worker;
};
void ByFunction::run() {
  for (;;) {
    Task Next;
    Waiting.pop(Next);
    Next();
  }
}

class Guarded {
public:
  Guarded()
      : Worker([this] {
          for (;;) {
            Task Next;
            Waiting.pop(Next);
            try {
              Next(); // ok: what it throws is caught.
            } catch (...) {
              ++Failed;
            }
          }
        }) {}
  ~Guarded() { Worker.join(); }
  void submit(Task Given) { Waiting.push(std::move(Given)); }

private:
  int Failed = 0;
  Queue Waiting;
  std::thread Worker;
};

class WithFutures {
public:
  WithFutures()
      : Worker([this] {
          for (;;) {
            Task Next;
            Waiting.pop(Next);
            Next(); // ok: the future has what it throws.
          }
        }) {}
  ~WithFutures() { Worker.join(); }
  template <class F> std::future<void> submit(F &&Given) {
    auto Shared = std::make_shared<std::packaged_task<void()>>(Given);
    Waiting.push([Shared] { (*Shared)(); });
    return Shared->get_future();
  }

private:
  Queue Waiting;
  std::thread Worker;
};

class Elsewhere {
public:
  Elsewhere()
      : Worker([this] {
          for (;;) {
            Task Next;
            Waiting.pop(Next);
            Next(); // ok: what is put there is not seen.
          }
        }) {}
  ~Elsewhere() { Worker.join(); }
  void submit(Task);

private:
  Queue Waiting;
  std::thread Worker;
};
