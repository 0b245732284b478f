// RUN: %check_structured %s structured-unobserved-error %t

#include "saver.h"
#include <future>
#include <utility>
#include <vector>

void mayThrow();

namespace {
class Waiting {
public:
  void start() { Done = std::async(mayThrow); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing looks at the error that 'Done' may carry; call 'get()' on it, which waits and rethrows [structured-unobserved-error]
  ~Waiting() {
    if (Done.valid())
      Done.wait();
  }

private:
  std::future<void> Done;
};

class FromTheStart {
  std::future<void> Done = std::async(mayThrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing looks at the error that 'Done' may carry
};

class FromTheConstructor {
public:
  FromTheConstructor() : Done(std::async(mayThrow)) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: nothing looks at the error that 'Done' may carry

private:
  std::future<void> Done;
};

class Many {
public:
  void add() { All.push_back(std::async(mayThrow)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: nothing looks at the errors that the futures in 'All' may carry
  void wait() {
    for (auto &F : All)
      F.wait();
  }

private:
  std::vector<std::future<void>> All;
};

class Asking { // ok: another function asks.
public:
  void start() { Done = std::async(mayThrow); }
  void finish() { Done.get(); }

private:
  std::future<void> Done;
};

struct Open { // ok: a function that is no member asks.
  std::future<void> Done = std::async(mayThrow);
};
void finish(Open &O) { O.Done.get(); }

struct InATemplate { // ok: the template may mean this member.
  std::future<void> Finished = std::async(mayThrow);
};
template <class T> void finishAny(T &O) { O.Finished.get(); }

struct Passed { // ok: somebody else may ask.
  std::future<void> Done = std::async(mayThrow);
  std::future<void> take() { return std::move(Done); }
};

struct Pointed { // ok: the pointer may lead anywhere.
  std::future<void> Done = std::async(mayThrow);
};
std::future<void> Pointed::*Member = &Pointed::Done;

template <class T> class OfATemplate { // ok: what is made from it may ask.
public:
  void start() { Done = std::async(mayThrow); }
  void finish() { Done.get(); }

private:
  std::future<void> Done;
};
void use(OfATemplate<int> &O) { O.start(); }

std::future<void> OfThisFile;
void startOfThisFile() { OfThisFile = std::async(mayThrow); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: nothing looks at the error that 'OfThisFile' may carry
void waitOfThisFile() { OfThisFile.wait(); }
} // namespace

std::future<void> OfAnyFile; // ok: another file may ask.
void startOfAnyFile() { OfAnyFile = std::async(mayThrow); }

static std::future<void> AskedInThisFile; // ok: get() is called.
void startAsked() { AskedInThisFile = std::async(mayThrow); }
void askAsked() { AskedInThisFile.get(); }

void Saver::start() { Done = std::async(mayThrow); } // ok: another file may ask.
