// RUN: %check_structured -std=c++11 %s structured-manual-waitgroup %t
// RUN: %check_structured -std=c++17,c++20 -check-suffixes=,GROUP %s structured-manual-waitgroup %t.group

#include <atomic>
#include <condition_variable>
#include <functional>
#include <latch>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <vector>

void work();
void more();
void step(int);

// Latches.

void byLatch(int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([&Done, I] {
      step(I);
      Done.count_down();
    }).detach();
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says that all work that is started here is done; start it in a group, such as an 'sc::group', and wait for that [structured-manual-waitgroup]
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
}

void render(int Row, std::latch &Done) {
  step(Row);
  Done.count_down();
}

void latchByParameter(int Count) {
  auto Done = std::make_shared<std::latch>(Count);
  std::latch Drawn(Count);
  for (int I = 0; I < Count; ++I) {
    std::thread(render, I, std::ref(Drawn)).detach();
    std::thread([Done] {
      more();
      Done->count_down();
    }).detach();
  }
  Drawn.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Drawn' says
  // CHECK-NOTES: :[[@LINE-8]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-16]]:3: note: says here that it is done
  Done->wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-11]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: says here that it is done
}

class WaitGroup {
public:
  void Add(int);
  void Done();
  void Wait();
};

template <class Last> struct FinalAction {
  explicit FinalAction(Last L) : L(L) {}
  ~FinalAction() { L(); }
  Last L;
};
template <class Last> FinalAction<Last> finally(Last L) { return FinalAction<Last>(L); }

void ownLatchAndGuard() {
  WaitGroup All;
  All.Add(2);
  std::thread First([&] {
    auto Last = finally([&] { All.Done(); });
    work();
  });
  std::thread Second([&] {
    auto Last = finally([&] { All.Done(); });
    more();
  });
  All.Wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'All' says
  // CHECK-NOTES: :[[@LINE-10]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:31: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-8]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:31: note: says here that it is done
  // CHECK-REVIEW-GROUP: {{^}}  Tasks.wait();
  First.join();
  Second.join();
}

// Counters, with a condition variable.

void byCounter(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      work();
      std::lock_guard<std::mutex> Lock(Guard);
      ++Done;
      Changed.notify_one();
    });
  {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock, [&] { return Done == Count; });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits by hand until 'Done' says
    // CHECK-NOTES: :[[@LINE-10]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-8]]:9: note: says here that it is done
  }
  // CHECK-FIXES-GROUP: {{^}}  Workers.wait();
  for (auto &Worker : Workers)
    Worker.join();
}

void downwards(const std::vector<int> &Items) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Left = 0;
  for (int Item : Items) {
    ++Left;
    std::thread([&, Item] {
      step(Item);
      {
        std::unique_lock<std::mutex> Lock(Guard);
        if (--Left == 0)
          Changed.notify_all();
      }
    }).detach();
  }
  std::unique_lock<std::mutex> Lock(Guard);
  while (Left > 0)
    Changed.wait(Lock);
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Left' says
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:15: note: says here that it is done
}

namespace port {
struct Mutex {
  void Lock();
  void Unlock();
};
struct CondVar {
  explicit CondVar(Mutex *);
  void Wait();
  void SignalAll();
};
} // namespace port

struct Env {
  virtual void StartThread(void (*Run)(void *), void *With) = 0;
};

struct Shared {
  explicit Shared(int Total);
  port::Mutex Guard;
  port::CondVar Changed;
  int Total, Started, Done;
  bool Go;
};

static void run(void *With) {
  auto *State = static_cast<Shared *>(With);
  State->Guard.Lock();
  ++State->Started;
  while (!State->Go)
    State->Changed.Wait();
  State->Guard.Unlock();
  work();
  State->Guard.Lock();
  State->Done++;
  if (State->Done >= State->Total)
    State->Changed.SignalAll();
  State->Guard.Unlock();
}

void partOfAStructure(Env &In, int Count) {
  Shared State(Count);
  for (int I = 0; I < Count; ++I)
    In.StartThread(run, &State);
  State.Guard.Lock();
  while (State.Started < Count) // ok: they have come to a point, and go on.
    State.Changed.Wait();
  State.Go = true;
  while (State.Done < Count)
    State.Changed.Wait();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-8]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-18]]:10: note: says here that it is done
  State.Guard.Unlock();
}

static void *runInC(void *With) {
  auto *State = static_cast<Shared *>(With);
  work();
  State->Guard.Lock();
  State->Done -= 1;
  State->Guard.Unlock();
  return nullptr;
}

void inC() {
  pthread_t Threads[4];
  Shared State(4);
  State.Done = 4;
  for (int I = 0; I < 4; ++I)
    pthread_create(&Threads[I], nullptr, runInC, &State);
  State.Guard.Lock();
  while (State.Done)
    State.Changed.Wait();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-16]]:10: note: says here that it is done
  State.Guard.Unlock();
  for (int I = 0; I < 4; ++I)
    pthread_join(Threads[I], nullptr);
}

// Counters, with a loop that looks again and again.

void bySpinning() {
  std::atomic<int> Done(0);
  auto Work = [&] {
    work();
    ++Done;
  };
  std::thread First(Work);
  std::thread Second([&Done] { Done.fetch_add(1); });
  while (Done != 2)
    std::this_thread::yield();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-6]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-7]]:32: note: says here that it is done
  // CHECK-FIXES-GROUP: {{^}}  Tasks.wait();
  First.join();
  Second.join();
}

static void take(std::atomic<int> *Left) {
  work();
  Left->fetch_sub(1);
}

void byPointer(int Count) {
  std::atomic<int> Left(Count);
  for (int I = 0; I < Count; ++I)
    std::thread(take, &Left).detach();
  while (Left.load()) {
  }
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Left' says
  // CHECK-NOTES: :[[@LINE-4]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-11]]:3: note: says here that it is done
}

// Templates, macros and lambdas: one report each.

template <class Task> void ofTemplate(Task Each, int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      Each();
      Done.count_down();
    }).detach();
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
}

void instances() {
  ofTemplate(work, 1);
  ofTemplate([] { more(); }, 2);
}

#define AWAIT(LATCH) (LATCH).wait()
// CHECK-NOTES: :[[@LINE-1]]:22: warning: this waits by hand until 'Done' says
// CHECK-NOTES: :[[@LINE+7]]:7: note: started here
// CHECK-NOTES: :[[@LINE+8]]:9: note: says here that it is done

void inMacroInLambda() {
  auto Run = [](int Count) {
    std::latch Done(Count);
    for (int I = 0; I < Count; ++I)
      std::thread([&] {
        work();
        Done.count_down();
      }).detach();
    AWAIT(Done);
  };
  Run(1);
  Run(2);
}
