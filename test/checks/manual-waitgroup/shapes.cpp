// RUN: %check_structured -std=c++20,c++23 %s structured-manual-waitgroup %t

#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <future>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

void work();
void step(int);

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task inCoroutine(int Count) {
  std::latch Done(Count);
  std::vector<std::jthread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&Done] {
      work();
      Done.count_down();
    });
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
  co_return;
}

void genericLambdas(int Count) {
  auto Run = [](auto Each, int Times) {
    std::latch Done(Times);
    for (int I = 0; I < Times; ++I)
      std::jthread([&] {
        Each(I);
        Done.count_down();
      }).detach();
    Done.wait();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits by hand until 'Done' says
    // CHECK-NOTES: :[[@LINE-6]]:7: note: started here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: says here that it is done
  };
  Run(step, Count);
  Run([](int) { work(); }, Count);
}

template <int Count> struct Renderer {
  void run() {
    std::atomic<int> Drawn(0);
    std::vector<std::future<void>> Rows;
    for (int I = 0; I < Count; ++I)
      Rows.push_back(std::async(std::launch::async, [&, I] {
        step(I);
        ++Drawn;
      }));
    while (Drawn != Count)
      std::this_thread::yield();
    // CHECK-NOTES: :[[@LINE-2]]:5: warning: this waits by hand until 'Drawn' says
    // CHECK-NOTES: :[[@LINE-7]]:22: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:11: note: says here that it is done
  }
};

void instances() {
  Renderer<2>().run();
  Renderer<3>().run();
}

struct Workers {
  explicit Workers(int Count) {
    std::latch Started(Count), Ended(Count);
    for (int I = 0; I < Count; ++I)
      All.emplace_back([&, this] {
        Started.count_down();
        step(Number);
        Ended.count_down();
      });
    Started.wait(); // ok: the work goes on.
    Ended.wait();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits by hand until 'Ended' says
    // CHECK-NOTES: :[[@LINE-8]]:7: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:9: note: says here that it is done
  }
  int Number = 0;
  std::vector<std::jthread> All;
};
