// RUN: %check_structured -std=c++20-or-later %s structured-lost-cancellation %t

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

bool step();
void work();
void handle(int Item);

// Nothing looks at the token.

void forever() {
  std::jthread Worker([](std::stop_token Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:42: warning: nothing looks at 'Stop', so this goes on when it should stop; ask it, or pass it on, or leave it unnamed [structured-lost-cancellation]
    // CHECK-NOTES: :[[@LINE+1]]:5: note: this loop does not look at it
    while (true)
      work();
  });
}

void untilDone() {
  std::jthread Worker([](std::stop_token Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:42: warning: nothing looks at 'Stop'
    // CHECK-NOTES: :[[@LINE+1]]:5: note: this loop does not look at it
    do {
      work();
    } while (step());
  });
}

void forEach(const std::vector<int> &Items) {
  std::jthread Worker([&](const std::stop_token &Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:50: warning: nothing looks at 'Stop'
    // CHECK-NOTES: :[[@LINE+1]]:5: note: this loop does not look at it
    for (int Item : Items)
      handle(Item);
  });
}

void sleeps() {
  std::jthread Worker([](std::stop_token Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:42: warning: nothing looks at 'Stop'
    // CHECK-NOTES: :[[@LINE+1]]:5: note: this blocks without it
    std::this_thread::sleep_for(std::chrono::seconds(60));
  });
}

void waits(std::mutex &Mutex, std::condition_variable &Changed) {
  std::jthread Worker([&](std::stop_token Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing looks at 'Stop'
    // CHECK-NOTES: :[[@LINE+2]]:5: note: this blocks without it
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock);
  });
}

void asksFuture(std::future<int> &Answer) {
  std::jthread Worker([&](std::stop_token Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing looks at 'Stop'
    // CHECK-NOTES: :[[@LINE+1]]:12: note: this blocks without it
    handle(Answer.get());
  });
}

void byName(std::stop_token Stop) {
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: nothing looks at 'Stop'
  // CHECK-NOTES: :[[@LINE+1]]:3: note: this loop does not look at it
  while (step())
    work();
}

struct Service {
  void start() { Worker = std::jthread(std::bind_front(&Service::run, this)); }
  void run(std::stop_token Stop) {
    // CHECK-NOTES: :[[@LINE-1]]:28: warning: nothing looks at 'Stop'
    // CHECK-NOTES: :[[@LINE+1]]:5: note: this loop does not look at it
    for (;;)
      work();
  }
  std::jthread Worker;
};

template <class Job> void repeat(std::stop_token Stop, Job Each) {
  // CHECK-NOTES: :[[@LINE-1]]:50: warning: nothing looks at 'Stop'
  // CHECK-NOTES: :[[@LINE+1]]:3: note: this loop does not look at it
  while (step())
    Each();
}
template void repeat(std::stop_token, void (*)());
template void repeat(std::stop_token, int (*)());

#define WORKER(NAME)                                                                               \
  void NAME(std::stop_token Stop) {                                                                \
    while (step())                                                                                 \
      work();                                                                                      \
  }
// CHECK-NOTES: :[[@LINE-4]]:29: warning: nothing looks at 'Stop'
// CHECK-NOTES: :[[@LINE-4]]:5: note: this loop does not look at it
WORKER(first)
WORKER(second)

// It looks at another one.

void outer(std::stop_token Outer) {
  std::jthread Worker([Outer](std::stop_token Stop) {
    while (!Outer.stop_requested())
      // CHECK-NOTES: :[[@LINE-1]]:13: warning: this looks at 'Outer' of the scope around it, and nothing looks at 'Stop', by which the work is told to stop; use 'Stop' [structured-lost-cancellation]
      // CHECK-NOTES: :[[@LINE-3]]:47: note: 'Stop' is declared here
      work();
  });
}

void both(std::stop_token Outer) {
  std::jthread Worker([Outer](std::stop_token Stop) { // ok: it looks at both.
    while (!Outer.stop_requested() && !Stop.stop_requested())
      work();
  });
}

void onlyOuter(std::stop_token Outer) {
  std::jthread Worker([Outer](std::stop_token) { // ok: it says that it does not want its own.
    while (!Outer.stop_requested())
      work();
  });
}

// A loop forgets it.

void forgets(std::stop_token Stop) {
  if (Stop.stop_requested())
    return;
  while (true)
    // CHECK-NOTES: :[[@LINE-1]]:3: warning: this loop does not look at 'Stop', so it goes on when it should stop; ask 'Stop' in it [structured-lost-cancellation]
    // CHECK-NOTES: :[[@LINE-5]]:30: note: 'Stop' is declared here
    work();
}

struct Poller {
  explicit Poller(std::stop_token Token);
  void poll();
};

void handedOn(std::stop_token Stop) {
  Poller All(Stop);
  while (true) // ok: the poller may throw when it is to stop.
    All.poll();
}

void leaves(std::stop_token Stop) {
  if (Stop.stop_requested())
    return;
  while (true) { // ok: it ends by itself.
    if (!step())
      break;
    work();
  }
}

// Silent.

void looks() {
  std::jthread Worker([](std::stop_token Stop) { // ok: it looks.
    while (!Stop.stop_requested())
      work();
  });
}

void looksInside() {
  std::jthread Worker([](std::stop_token Stop) { // ok: it looks.
    while (true) {
      if (Stop.stop_requested())
        break;
      work();
      std::this_thread::sleep_for(std::chrono::seconds(1));
    }
  });
}

void passedOn() {
  std::jthread Worker([](std::stop_token Stop) { // ok: whoever gets it looks.
    Poller All(Stop);
    while (step())
      All.poll();
  });
}

void inner(const std::vector<int> &Items) {
  std::jthread Worker([&](std::stop_token Stop) { // ok: the inner lambda looks.
    auto Wanted = [&] { return !Stop.stop_requested(); };
    for (int Item : Items)
      if (Wanted())
        handle(Item);
  });
}

void unnamed() {
  std::jthread Worker([](std::stop_token) { // ok: it says that it does not look.
    while (step())
      work();
  });
}

void saysSo() {
  std::jthread Worker([]([[maybe_unused]] std::stop_token Stop) { // ok: it says so.
    while (step())
      work();
  });
  std::jthread Other([](std::stop_token Stop) { // ok: it says so.
    (void)Stop;
    while (step())
      work();
  });
}

void isShort() {
  std::jthread Worker([](std::stop_token Stop) { // ok: done at once.
    work();
    work();
  });
  std::jthread Counted([](std::stop_token Stop) { // ok: three steps.
    for (int I = 0; I < 3; ++I)
      handle(I);
  });
  std::jthread Sum([Last = step()](std::stop_token Stop) { // ok: nothing is called.
    int Sum = 0;
    for (int I = 0; I < Last; ++I)
      Sum += I;
  });
  std::jthread Macro([](std::stop_token Stop) { // ok: no loop.
    do {
      work();
    } while (0);
  });
}

struct Runnable {
  virtual ~Runnable() = default;
  virtual void run(std::stop_token Stop) = 0;
};
struct Simple final : Runnable {
  void run(std::stop_token Stop) override { // ok: the interface demands it.
    while (step())
      work();
  }
};

void callback(std::stop_token Stop) { // ok: its address is kept, so its form may be given.
  while (step())
    work();
}
void (*const Callbacks[])(std::stop_token) = {callback};

void called(std::stop_token Stop) {
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: nothing looks at 'Stop'
  // CHECK-NOTES: :[[@LINE+1]]:3: note: this loop does not look at it
  while (step())
    work();
}
void started() {
  std::jthread Worker(called);
  called({});
}

void declared(std::stop_token Stop); // ok: no body.

void nothingTaken() {
  std::jthread Worker([] { // ok: by default, only what has a token is asked for it.
    while (true)
      work();
  });
}
