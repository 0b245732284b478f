// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <memory>
#include <sc/group.h>
#include <thread>

void work();

class Poller {
public:
  void poll() {
    std::thread([this] { step(); }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:37: warning: nothing waits for this detached thread, which may outlive 'this'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this'
    // CHECK-NOTES: :[[@LINE-4]]:37: note: fix (review): the object waits at its end for the thread
    // CHECK-REVIEW: {{^}}    tasks_.go([this] { step(); });
  }
  void byName();

private:
  void step();
  int state_ = 0; // How far it is.
  // CHECK-REVIEW: {{^}}  int state_ = 0; // How far it is.
  // CHECK-REVIEW-NEXT: {{^}}  sc::group tasks_{sc::propagate::terminate};
};

void Poller::byName() {
  std::thread Worker(&Poller::step, this);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'this'
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:37: note: the thread uses 'this'
  // CHECK-NOTES: :[[@LINE-4]]:10: note: fix (manual): decide who waits: {{.*}}; no fix, as the group that it could be in comes with the fix of another thread
}

// Its last owner may be the thread, which could not wait for itself.
class Shared : public std::enable_shared_from_this<Shared> {
public:
  void start() {
    std::thread([this, Self = shared_from_this()] { step(); }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:64: warning: nothing waits for this detached thread
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:64: note: fix (manual): decide who waits: {{.*}}, or nobody, by 'sc::detached("reason", ...)'{{$}}
  }

private:
  void step();
  int state_ = 0;
};

// A destructor that waits for this would never end.
class Forever {
public:
  void start() {
    std::thread([this] {
      for (;;)
        ++Count;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:18: note: the thread uses 'this'
    // CHECK-NOTES: :[[@LINE-4]]:8: note: fix (manual): decide who waits
  }

private:
  int Count = 0;
};

// The local variable would be gone before the object.
class Counter {
public:
  void start() {
    int Steps = 0;
    std::thread([this, &Steps] { Count = Steps; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this'
    // CHECK-NOTES: :[[@LINE-4]]:25: note: the thread holds 'Steps' by reference
    // CHECK-NOTES: :[[@LINE-5]]:52: note: fix (review): the scope waits at its end for the thread
  }

private:
  int Count = 0;
};

// A group that is there already is used.
class Owner {
public:
  void start() {
    std::thread([this]() noexcept { ++Count; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:49: warning: nothing waits for this detached thread
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this'
    // CHECK-NOTES: :[[@LINE-4]]:49: note: fix (review): the object waits at its end for the thread
    // CHECK-REVIEW: {{^}}    Work.go([this]() noexcept { ++Count; });
  }

private:
  int Count = 0;
  sc::group Work;
};

// It would wait for itself.
class Itself {
public:
  void start() {
    std::thread([this] {
      ++Count;
      delete this;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:18: note: the thread uses 'this'
    // CHECK-NOTES: :[[@LINE-4]]:8: note: fix (manual): decide who waits
  }

private:
  int Count = 0;
};
