// Pools and functions of the project itself, that start what they are given.
// RUN: %check_structured -std=c++17-or-later %s 'structured-escaping-capture' %t

#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <vector>

void use(int);

// A class that has threads, and queues what it is given.

class Pool {
public:
  ~Pool();
  void enqueue(std::function<void()> Task);
  template <class F> void submitTask(F &&Task) {
    enqueue(std::function<void()>(std::forward<F>(Task)));
  }
  template <class F> std::future<void> submit(F &&) { return {}; }
  template <class F> void run(F &&) {} // It may be one that waits.
  void enqueue(int Item);

private:
  std::vector<std::thread> Threads;
};

class OnHeap {
public:
  void post(std::function<void()> Task);

private:
  std::vector<std::unique_ptr<std::thread>> Threads;
};

void queued(Pool &Threads, OnHeap &Others) {
  int Sum = 0;
  Threads.enqueue([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  Threads.submitTask([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  Others.post([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void queuedItem(Pool &Threads) { Threads.enqueue(1); }

void ran(Pool &Threads) {
  int Sum = 0;
  Threads.run([&Sum] { ++Sum; });
}

std::future<void> returned(Pool &Threads) {
  int Sum = 0;
  return Threads.submit([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

void poolDiesLast() {
  Pool Threads;
  int Sum = 0;
  Threads.enqueue([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void poolDiesFirst() {
  int Sum = 0;
  Pool Threads;
  Threads.enqueue([&Sum] { ++Sum; });
}

void futureAwaited(Pool &Threads) {
  int Sum = 0;
  Threads.submit([&Sum] { ++Sum; }).get();
  auto Done = Threads.submit([&Sum] { ++Sum; });
  Done.wait();
}

void counted(Pool &Threads) {
  std::mutex Lock;
  int Left = 2;
  Threads.enqueue([&] {
    std::lock_guard<std::mutex> Held(Lock);
    --Left;
  });
  while (true) {
    std::lock_guard<std::mutex> Held(Lock);
    if (Left == 0)
      break;
  }
}

// Without threads, a queue may be anything.
class Queue {
public:
  void enqueue(std::function<void()> Task);
};
void noThreads(Queue &Tasks) {
  int Sum = 0;
  Tasks.enqueue([&Sum] { ++Sum; });
}

// A function that passes what it is given to a thread, and lets go of that.

template <class F> void background(F Work) {
  std::thread([Work] { Work(); }).detach();
}

void backgroundByVariable(std::function<void()> Work) {
  std::thread Worker(std::move(Work));
  Worker.detach();
}

void through(std::function<void()> Work) { background(std::move(Work)); }

static void inThread(void (*Work)(void *), void *With) {
  std::thread Worker(Work, With);
  Worker.detach();
}
void step(void *);

void onPool(Pool &Threads, std::function<void()> Work) { Threads.enqueue(std::move(Work)); }

void wrapped(Pool &Threads) {
  int Sum = 0;
  background([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  backgroundByVariable([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  through([&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  inThread(step, &Sum);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  onPool(Threads, [&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

// Fine: these wait, or run it themselves, or keep the thread.

void joins(std::function<void()> Work) {
  std::thread Worker(std::move(Work));
  Worker.join();
}

void calls(std::function<void()> Work) { Work(); }

template <class F> void inTurn(F Work) {
  Work();
  std::thread([] { use(1); }).detach();
}

class Owner {
public:
  ~Owner();
  void start(std::function<void()> Work) { Threads.emplace_back(std::move(Work)); }

private:
  std::vector<std::thread> Threads;
};

void notWrapped() {
  int Sum = 0;
  joins([&Sum] { ++Sum; });
  calls([&Sum] { ++Sum; });
  inTurn([&Sum] { ++Sum; });
}

void ownPool() {
  int Sum = 0;
  Pool Threads;
  onPool(Threads, [&Sum] { ++Sum; });
}

// A function that calls itself.
void again(std::function<void()> Work, int Times) {
  if (Times)
    again(Work, Times - 1);
}
void recursive() {
  int Sum = 0;
  again([&Sum] { ++Sum; }, 3);
}
