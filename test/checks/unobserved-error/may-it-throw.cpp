// RUN: %check_structured %s structured-unobserved-error %t

#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

void mayThrow();
void safe() noexcept;
void log(const char *);
extern std::mutex Lock;
struct Refused {};

static void callsWhatMayThrow() { mayThrow(); }
static void callsWhatIsSafe(int Depth) {
  safe();
  if (Depth > 0)
    callsWhatIsSafe(Depth - 1);
}
static void throws() { throw Refused(); }

// What shows that it may.

void evidence() {
  auto A = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'A' may carry
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: the work calls 'mayThrow' here, which may throw
  auto B = std::async(callsWhatMayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'B' may carry
  // CHECK-MESSAGES: :20:35: note: the work calls 'mayThrow' here, which may throw
  auto C = std::async(throws);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'C' may carry
  // CHECK-MESSAGES: :26:24: note: the work throws here
  auto D = std::async([](void (*Any)()) { Any(); }, safe);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'D' may carry
  // CHECK-MESSAGES: :[[@LINE-2]]:43: note: what the work calls here may throw
}

void thrownOn() {
  auto F = std::async([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
    try {
      throws();
    } catch (...) {
      log("refused");
      throw;
    }
  });
}

void anotherIsCaught() {
  auto F = std::async([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
    try {
      throws();
    } catch (const std::runtime_error &) {
    }
  });
}

void thrownByAHandler() {
  auto F = std::async([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
    try {
      mayThrow();
    } catch (...) {
      throw std::runtime_error("refused");
    }
  });
}

struct Base {
  virtual void run();
  virtual ~Base();
};
struct Derived final : Base {
  void run() override { safe(); }
};

void virtualCall(Base &B) {
  auto F = std::async([&B] { B.run(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
}

struct Functor {
  void operator()() const { mayThrow(); }
};

void objects() {
  auto F = std::async(Functor());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  std::function<void()> Any = safe;
  auto G = std::async(Any);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'G' may carry
  auto H = std::async(std::bind(callsWhatMayThrow));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'H' may carry
}

// What shows that it cannot.

struct Quiet {
  int X = 0;
  void operator()() const noexcept { mayThrow(); }
  void count() { ++X; }
};

void nothing(Quiet &Q, Derived &D) { // ok: none of these can throw.
  auto A = std::async(safe);
  auto B = std::async(callsWhatIsSafe, 3);
  auto C = std::async(Quiet());
  auto E = std::async(&Quiet::count, &Q);
  auto F = std::async([&D] { D.run(); });
  auto G = std::async(std::bind(callsWhatIsSafe, 3));
  auto Sum = [](int X, int Y) { return X + Y; };
  auto H = std::async(Sum, 1, 2);
  auto Later = [] { return [] { mayThrow(); }; };
  auto I = std::async([Later] { Later(); });
}

void handled() { // ok: the work deals with its errors itself.
  auto A = std::async([] {
    try {
      mayThrow();
    } catch (...) {
      log("failed");
    }
  });
  auto B = std::async([] {
    try {
      mayThrow();
    } catch (const std::exception &Error) {
      log(Error.what());
    }
  });
  auto C = std::async([] {
    try {
      throws();
    } catch (const Refused &) {
    }
  });
  auto D = std::async([] {
    try {
      throw std::runtime_error("refused");
    } catch (const std::exception &Error) {
      log(Error.what());
    }
  });
}

void locksAndSleeps(int &Count) { // ok: used as meant, these do not throw.
  auto F = std::async([&Count] {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::lock_guard<std::mutex> Hold(Lock);
    ++Count;
  });
  F.wait();
}

// What fails only for lack of memory, or if a stream was told to throw.

static void count(std::vector<int> &Counts) { Counts.push_back(1); }

void hardlyAndNobodyAsks(std::vector<int> &Counts) {
  auto F = std::async(std::launch::async, [&] { count(Counts); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  auto G = std::async(std::launch::async, [] { std::cout << "done" << std::endl; });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'G' may carry
}

void hardlyAndSomebodyWaits(std::vector<int> &Counts) { // ok: such an error is no matter.
  auto F = std::async(std::launch::async, [&] { count(Counts); });
  F.wait();
  auto G = std::async(std::launch::async, [] { std::cout << "done" << std::endl; });
  G.wait();
  auto H = std::async(std::launch::async, [] { std::string Text = std::string("do") + "ne"; });
  H.wait();
}

void elementsMayBeMissing(std::vector<int> &Counts) {
  auto F = std::async(std::launch::async, [&] { Counts.at(0) = 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  F.wait();
}

// Templates.

template <class Function> void runInAThread(Function Run) {
  auto F = std::async(Run);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
}
void instances() {
  runInAThread([] {});
  runInAThread([] { mayThrow(); });
}

template <class Function> void runQuietly(Function Run) { // ok: no instance can throw.
  auto F = std::async(Run);
}
void quietInstances() {
  runQuietly([] {});
  runQuietly([] { safe(); });
}

void documented(std::vector<int> &Numbers) {
  auto A = std::async([&] { Numbers.at(2) = 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'A' may carry
  // CHECK-MESSAGES: :[[@LINE-2]]:37: note: the work calls 'std::vector<int>::at' here, which may throw
}
