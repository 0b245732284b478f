// What may have waited for the work before what it holds dies.
// RUN: %check_structured %s structured-escaping-capture %t

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

void use(int);
void change(int &);
void finish(std::thread &);
void finishAll(std::vector<std::thread> &);

template <class Function> struct AtExit {
  Function Call;
  ~AtExit() { Call(); }
};
template <class Function> AtExit<Function> atExit(Function Call) { return {Call}; }

struct Joiner {
  std::thread &Thread;
  ~Joiner() { Thread.join(); }
};

struct Gate {
  void pass();
  void open();
};

static std::thread Everywhere;

// In the scope of what is held.

void joinedInTheScope() { // ok: joined there.
  std::thread Worker;
  {
    int Steps = 0;
    Worker = std::thread([&Steps] { ++Steps; });
    if (Worker.joinable())
      Worker.join();
  }
}

void joinedByAFunction() { // ok: the function may join it.
  std::thread Worker;
  {
    int Steps = 0;
    Worker = std::thread([&Steps] { ++Steps; });
    finish(Worker);
  }
}

void joinedByCondition(bool Parallel) { // ok: one condition decides on both.
  std::thread Worker;
  int Steps = 0;
  if (Parallel)
    Worker = std::thread([&Steps] { ++Steps; });
  if (Parallel)
    Worker.join();
}

void joinedInALoop(unsigned Count) { // ok: no loop without a thread in it.
  std::vector<std::future<void>> All;
  int Steps = 0;
  for (unsigned I = 0; I < Count; ++I)
    All.push_back(std::async(std::launch::async, [&Steps] { ++Steps; }));
  for (unsigned I = 0; I < Count; ++I)
    All[I].get();
}

void joinedByAlias() { // ok: a reference is one more name.
  std::vector<std::thread> All(1);
  int Steps = 0;
  std::thread &Worker = All[0];
  Worker = std::thread([&Steps] { ++Steps; });
  finish(Worker);
}

void joinedAllAtOnce() { // ok: the function may join all of them.
  std::vector<std::thread> All;
  int Steps = 0;
  All.emplace_back([&Steps] { ++Steps; });
  finishAll(All);
}

// By guards.

void guarded() { // ok: the guard dies before the number does, and joins.
  std::thread Worker;
  int Steps = 0;
  auto Guard = atExit([&] { Worker.join(); });
  Worker = std::thread([&Steps] { ++Steps; });
}

void guardedByClass() { // ok: as above.
  std::thread Worker;
  int Steps = 0;
  Joiner Guard{Worker};
  Worker = std::thread([&Steps] { ++Steps; });
}

void guardedTooLate() {
  std::thread Worker;
  Joiner Guard{Worker};
  int Steps = 0;
  Worker = std::thread([&Steps] { ++Steps; });
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:26: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Steps' dies here
}

// By something else than the handle.

void promised() { // ok: waits for what the work promises.
  int Steps = 0;
  std::promise<void> Done;
  std::thread([&] {
    ++Steps;
    Done.set_value();
  }).detach();
  Done.get_future().wait();
}

void notified() { // ok: waits for the condition.
  std::mutex Mutex;
  std::condition_variable Condition;
  bool Done = false;
  std::thread([&] {
    Done = true;
    Condition.notify_one();
  }).detach();
  std::unique_lock<std::mutex> Lock(Mutex);
  Condition.wait(Lock, [&] { return Done; });
}

void polled() { // ok: waits for the flag.
  std::atomic<bool> Done(false);
  std::thread([&] { Done = true; }).detach();
  while (!Done)
    std::this_thread::yield();
}

void polledNumber() { // ok: a loop that looks at what the work holds.
  int Steps = 0;
  std::thread([&] { ++Steps; }).detach();
  do
    std::this_thread::yield();
  while (Steps == 0);
}

void gated() { // ok: an object that is told by the work may be a way to wait.
  Gate Done;
  std::thread([&] { Done.open(); }).detach();
  Done.pass();
}

class Service {
  std::thread Worker;
  void settle();
  void inner(int Number) { // ok: its own function may join it.
    Worker = std::thread([&Number] { use(Number); });
    settle();
  }
  void member(int Number) { // ok: joined.
    Worker = std::thread([&Number] { use(Number); });
    Worker.join();
  }
};

void joinEverything();
void global(int Number) { // ok: what is global any function can join.
  Everywhere = std::thread([&Number] { use(Number); });
  joinEverything();
}

// On some ways only.

void onOneWay(bool Again) {
  std::thread Worker;
  for (;;) {
    int Steps = 0;
    Worker = std::thread([&Steps] { ++Steps; });
    // CHECK-NOTES: :[[@LINE-1]]:14: warning: this work may outlive 'Steps', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:28: note: the work holds 'Steps' by reference
    // CHECK-NOTES: :[[@LINE+2]]:7: note: 'Steps' dies here
    if (!Again)
      break;
    Worker.join();
  }
  Worker.join();
}

void forEver() { // ok: nothing dies.
  std::thread Worker;
  {
    int Steps = 0;
    Worker = std::thread([&Steps] { ++Steps; });
    for (;;)
      use(1);
  }
}

[[noreturn]] void leave(int);
void left() { // ok: nothing dies when the process does.
  int Steps = 0;
  Everywhere = std::thread([&Steps] { ++Steps; });
  leave(0);
}

void aQuestion() {
  std::vector<std::thread> All;
  {
    int Steps = 0;
    All.reserve(1);
    All.emplace_back(change, std::ref(Steps));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may outlive 'Steps', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:30: note: the work holds 'Steps' by reference
    // CHECK-NOTES: :[[@LINE+2]]:3: note: 'Steps' dies here
    use(static_cast<int>(All.size()));
  }
  finishAll(All);
}

int main() {
  int Steps = 0;
  Everywhere = std::thread([&Steps] { ++Steps; });
  return 0; // ok: what main leaves behind stays until the process ends.
}
