// A weak pointer keeps nothing alive; what its lock() gives does, if it is asked.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <memory>
#include <thread>

void useInt(int);
bool ready();

class Session : public std::enable_shared_from_this<Session> {
  int Data = 0;
  void run();

  // Nothing else of the object is held.

  void onlyWeak() {
    std::thread([Weak = weak_from_this()] {
      if (auto Alive = Weak.lock())
        Alive->run();
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  }

  // The object is used without a lock.

  void notLocked() {
    std::thread([this, Weak = weak_from_this()] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:62: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void lockedTooLate() {
    std::thread([this, Weak = weak_from_this()] {
      ++Data;
      if (auto Alive = Weak.lock())
        run();
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-7]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void lockedInVain() {
    std::thread([this, Weak = weak_from_this()] {
      auto Alive = Weak.lock();
      ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void lockNotKept() {
    std::thread([this, Weak = weak_from_this()] {
      if (Weak.lock())
        ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void theOtherBranch() {
    std::thread([this, Weak = weak_from_this()] {
      if (auto Alive = Weak.lock())
        Alive->run();
      else
        ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-7]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-8]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void afterTheScopeOfTheLock() {
    std::thread([this, Weak = weak_from_this()] {
      if (auto Alive = Weak.lock(); !Alive)
        return;
      ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-7]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void anotherObject(std::weak_ptr<Session> Other) {
    std::thread([this, Other, Weak = weak_from_this()] {
      if (auto Alive = Other.lock())
        ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void memberNotLocked() {
    std::thread([&Count = Data, Weak = weak_from_this()] { ++Count; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:72: warning: nothing waits for this detached thread, which may outlive 'Data'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:19: note: the thread holds 'Data' by reference, and nothing keeps its object alive
  }
  void madeOfAStrongOne() {
    std::weak_ptr<Session> Weak = shared_from_this();
    std::thread([this, Weak] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void handedOver() {
    std::thread([](Session *Me, std::weak_ptr<Session>) { ++Me->Data; }, this, weak_from_this()).detach();
    // CHECK-NOTES: :[[@LINE-1]]:98: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:74: note: the thread uses 'this', and nothing keeps that object alive
  }

  // The object is used only while it is locked.

  void lockedInCondition() {
    std::thread([this, Weak = weak_from_this()] {
      if (auto Alive = Weak.lock())
        ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  }
  void lockedWithMore() {
    std::thread([this, Weak = weak_from_this()] {
      if (auto Alive = Weak.lock(); Alive && Data > 0)
        run();
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  }
  void leftIfGone() {
    std::thread([this, Weak = weak_from_this()] {
      const auto Alive = Weak.lock();
      if (!Alive) {
        useInt(0);
        return;
      }
      for (int I = 0; I < 3; ++I)
        Data += I;
      [&] { run(); }();
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-11]]:5: note: started here
  }
  void comparedWithNull() {
    std::thread([this, Weak = weak_from_this()] {
      auto Alive = Weak.lock();
      if (Alive == nullptr)
        return;
      ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-7]]:5: note: started here
  }
  void lockedInALoop() {
    std::thread([this, Weak = weak_from_this()] {
      while (ready()) {
        auto Alive = Weak.lock();
        if (!Alive || Data > 9)
          break;
        ++Data;
      }
      while (auto Alive = Weak.lock())
        ++Data;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-11]]:5: note: started here
  }
  void memberLocked() {
    std::thread([&Count = Data, Weak = weak_from_this()] {
      if (auto Alive = Weak.lock())
        ++Count;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  }
  void lockedParameter() {
    auto Count = [this](std::weak_ptr<Session> Weak) {
      if (auto Alive = Weak.lock())
        ++Data;
    };
    std::thread(Count, weak_from_this()).detach();
    // CHECK-NOTES: :[[@LINE-1]]:42: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void memberFunction() {
    std::weak_ptr<Session> Weak(shared_from_this());
    std::thread(&Session::countIfAlive, this, Weak).detach();
    // CHECK-NOTES: :[[@LINE-1]]:53: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    std::thread(&Session::countAnyway, this, Weak).detach();
    // CHECK-NOTES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:40: note: the thread uses 'this', and nothing keeps that object alive
    std::thread(&Session::countWhereTold, this, Weak, &Data).detach();
    // CHECK-NOTES: :[[@LINE-1]]:62: warning: nothing waits for this detached thread, which may outlive 'Data'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:55: note: the thread holds 'Data' by its address, and nothing keeps its object alive
  }
  void countIfAlive(std::weak_ptr<Session> Weak) {
    if (auto Alive = Weak.lock())
      ++Data;
  }
  void countAnyway(std::weak_ptr<Session> Weak) {
    ++Data;
    if (auto Alive = Weak.lock())
      ++Data;
  }
  void countWhereTold(std::weak_ptr<Session>, int *Where) { ++*Where; }
  void lockedBefore() {
    std::weak_ptr<Session> Weak(shared_from_this());
    std::thread([this, Alive = Weak.lock()] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:58: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
};
