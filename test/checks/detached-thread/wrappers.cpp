// A wrapper gives up in one place what all of its users start, so it is said once, there.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=QUIET %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.WarnInWrappers: false}}'

#include <memory>
#include <optional>
#include <pthread.h>
#include <string>
#include <thread>
#include <utility>
#include <vector>

void work();

class Thread {
public:
  explicit Thread(void (*Run)()) : Inner(Run) {}
  Thread(Thread &&) = default;
  Thread &operator=(Thread &&Other) {
    if (Inner.joinable())
      Inner.detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the assignment of 'Thread' detaches a running thread, and nothing waits for it; join it there [structured-detached-thread]
    Inner = std::move(Other.Inner);
    return *this;
  }
  ~Thread() {
    if (Inner.joinable())
      Inner.detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the destructor of 'Thread' detaches a running thread, and nothing waits for it; join it there
  }

private:
  std::thread Inner;
};

void usesOfTheWrapper() { // ok: said at the wrapper.
  Thread First(work), Second(work);
  First = Thread(work);
  auto *Third = new Thread(work);
  delete Third;
}

class Guard {
public:
  explicit Guard(std::thread &Guarded) : Guarded(Guarded) {}
  ~Guard() { Guarded.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the destructor of 'Guard' detaches a running thread

private:
  std::thread &Guarded;
};

class OnHeap {
public:
  ~OnHeap() { Inner->detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the destructor of 'OnHeap' detaches a running thread

private:
  std::unique_ptr<std::thread> Inner;
};

class DerivedThread : public std::thread {
public:
  ~DerivedThread() {
    if (joinable())
      detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the destructor of 'DerivedThread' detaches a running thread
  }
};

// A class that holds data too leaves its thread with data that is gone: no wrapper.

class Service {
public:
  ~Service() { Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the destructor of 'Service' detaches a running thread, and nothing waits for it; join it there
  // CHECK-MESSAGES-QUIET: :[[@LINE-2]]:23: warning: the destructor of 'Service' detaches a running thread

private:
  std::string Data;
  std::thread Worker;
};

// Other functions of a class are the user's own decision to detach.

class Resettable {
public:
  void reset() { Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing waits for this detached thread; give it an owner
  // CHECK-MESSAGES-QUIET: :[[@LINE-2]]:25: warning: nothing waits for this detached thread; give it an owner

private:
  std::thread Worker;
};

// A destructor that starts a thread of its own.

struct Farewell {
  ~Farewell() { std::thread(work).detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: nothing waits for this detached thread; give it an owner
  // CHECK-MESSAGES-QUIET: :[[@LINE-2]]:35: warning: nothing waits for this detached thread; give it an owner
};

// A template of a wrapper is one place, whatever it is made with.

template <class Tag> class TaggedThread {
public:
  ~TaggedThread() { Inner.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the destructor of 'TaggedThread' detaches a running thread

private:
  std::thread Inner;
};
template class TaggedThread<int>;
template class TaggedThread<char>;

class Joining {
public:
  ~Joining() { // ok: joins.
    if (Inner.joinable())
      Inner.join();
  }

private:
  std::thread Inner;
};

// What a wrapper holds its thread in makes no difference.

class InContainer {
public:
  ~InContainer() {
    for (std::thread &Worker : Workers)
      Worker.detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the destructor of 'InContainer' detaches a running thread
  }

private:
  std::vector<std::thread> Workers;
  bool Started = false;
};

class InOptional {
public:
  InOptional &operator=(InOptional &&Other) {
    if (this != &Other)
      Worker->detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the assignment of 'InOptional' detaches a running thread
    return *this;
  }

private:
  std::optional<std::thread> Worker;
};

// Joins or detaches, as its user says.

class Choosing {
public:
  enum class Action { Join, Detach };
  Choosing(std::thread &&Worker, Action AtEnd) : AtEnd(AtEnd), Worker(std::move(Worker)) {}
  ~Choosing() {
    if (!Worker.joinable())
      return;
    if (AtEnd == Action::Join)
      Worker.join();
    else
      Worker.detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the destructor of 'Choosing' detaches a running thread
  }

private:
  Action AtEnd;
  std::thread Worker;
};

void choosers() { // ok: said at the wrapper.
  Choosing First(std::thread(work), Choosing::Action::Join);
  Choosing Second(std::thread(work), Choosing::Action::Detach);
}

// What the destructor calls is a function like another.

class Calling {
public:
  ~Calling() { leave(); }
  void leave() { Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing waits for this detached thread
  // CHECK-MESSAGES-QUIET: :[[@LINE-2]]:25: warning: nothing waits for this detached thread

private:
  std::thread Worker;
};

class OutOfLine {
public:
  ~OutOfLine();

private:
  std::thread Worker;
};
OutOfLine::~OutOfLine() { Worker.detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the destructor of 'OutOfLine' detaches a running thread

class OfPosix {
public:
  ~OfPosix() { pthread_detach(Id); }
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the destructor of 'OfPosix' detaches a running thread

private:
  pthread_t Id;
};

// Takes over a thread that it detaches at once: that is no release.

class Taking {
public:
  explicit Taking(std::thread Worker) { Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: nothing waits for this detached thread
  // CHECK-MESSAGES-QUIET: :[[@LINE-2]]:48: warning: nothing waits for this detached thread
  void swap(Taking &);
};
