// The object that starts a thread waits at its end until the work has counted down.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <condition_variable>
#include <mutex>
#include <thread>

class Direct {
public:
  void start() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Active++;
    std::thread([this] { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: nothing waits for this detached thread; give it an owner
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: started here
    // CHECK-MESSAGES: :[[@LINE+4]]:5: note: this waits until 'Active' says that the work is done, which is before the thread has ended
  }
  ~Direct() {
    std::unique_lock<std::mutex> Lock(Mutex);
    while (Active > 0)
      Done.wait(Lock);
  }

private:
  void run() noexcept;
  std::mutex Mutex;
  std::condition_variable Done;
  int Active = 0;
};

// By functions of its own, and with a function that is told which object.
class Called {
public:
  void start();
  void finish() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Done.wait(Lock, [this] { return Left == 0; });
  }
  ~Called() { finish(); }
  void end() noexcept { --Left; }
  std::mutex Mutex;
  std::condition_variable Done;
  int Left = 0;
};
static void run(Called *Of) noexcept { Of->end(); }
void Called::start() {
  ++Left;
  std::thread Run(run, this);
  Run.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing waits for this detached thread; give it an owner
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: started here
  // CHECK-MESSAGES: :[[@LINE-15]]:5: note: this waits until 'Left' says
}

// Nothing counts up before, or the end waits for something else.
class Late {
public:
  void start() {
    std::thread([this] { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: nothing waits for this detached thread, which may outlive 'this'
    ++Left;
  }
  ~Late() {
    while (Left > 0)
      std::this_thread::yield();
  }

private:
  void run() noexcept;
  int Left = 0;
};

class Other {
public:
  void start() {
    ++Started;
    std::thread([this] { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: nothing waits for this detached thread, which may outlive 'this'
  }
  ~Other() {
    while (Left > 0)
      std::this_thread::yield();
  }

private:
  void run() noexcept;
  int Left = 0, Started = 0;
};

// The counter does not speak of this thread.
class Counts {
public:
  void ofOther(Counts &Else) {
    ++Else.Left;
    std::thread([this]() noexcept { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread, which may outlive 'this'
  }
  void before() {
    ++Left;
    run();
    --Left;
    std::thread([this]() noexcept { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread, which may outlive 'this'
  }
  void maybe(bool Fast) {
    if (!Fast) {
      ++Left;
    } else {
      std::thread([this]() noexcept { run(); }).detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: nothing waits for this detached thread, which may outlive 'this'
    }
  }
  ~Counts() {
    while (Left > 0)
      std::this_thread::yield();
  }

private:
  void run() noexcept { --Left; }
  int Left = 0;
};

class NotAlways {
public:
  void start() {
    ++Left;
    std::thread([this]() noexcept { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread, which may outlive 'this'
  }
  ~NotAlways() {
    if (Waits)
      while (Left > 0)
        std::this_thread::yield();
  }

private:
  void run() noexcept { --Left; }
  int Left = 0;
  bool Waits = false;
};

class NeverDown {
public:
  void start() {
    ++Left;
    std::thread([this]() noexcept { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread, which may outlive 'this'
  }
  ~NeverDown() {
    while (Left > 0)
      std::this_thread::yield();
  }

private:
  void run() noexcept { ++Done; }
  int Left = 0, Done = 0;
};
