// What holds a handle, and which of the spawns it has held is given up.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

void work();
extern bool Condition;

// Made in place.

void emplacedAndBound(std::vector<std::thread> &Workers) {
  int Steps = 0;
  auto &Worker = Workers.emplace_back([&Steps] { ++Steps; });
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Steps'; give it an owner, such as an 'sc::group' [structured-detached-thread]
  // CHECK-NOTES: :[[@LINE-3]]:18: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:41: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'emplacedAndBound'
}

void emplacedAndDetached(std::vector<std::thread> &Workers) {
  int Steps = 0;
  Workers.emplace_back([&Steps] { ++Steps; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:26: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'emplacedAndDetached'
}

void emplacedAtTheEnd() {
  std::vector<std::thread> Workers;
  int Steps = 0;
  Workers.emplace_back([&Steps] { ++Steps; });
  Workers.back().detach();
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:26: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'emplacedAtTheEnd'
}

void pushed(std::vector<std::thread> &Workers) {
  int Steps = 0;
  Workers.push_back(std::thread([&Steps] { ++Steps; }));
  Workers[0].detach();
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-3]]:21: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:35: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'pushed'
}

void pushedByMove(std::vector<std::thread> &Workers) {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  Workers.push_back(std::move(Worker));
  Workers.front().detach();
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-4]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:24: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'pushedByMove'
}

void emplacedByMove(std::vector<std::thread> &Workers) {
  std::thread Worker(work);
  Workers.emplace_back(std::move(Worker));
  Workers.at(0).detach();
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-4]]:15: note: started here
}

void inMap(std::map<int, std::thread> &Workers) {
  Workers[1] = std::thread(work);
  Workers.at(1).detach();
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:16: note: started here
}

void inMapInPlace(std::map<int, std::thread> &Workers) {
  Workers.try_emplace(1, work);
  Workers[1].detach();
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

void inOptional(std::optional<std::thread> &Worker) {
  Worker.emplace(work);
  Worker->detach();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

void byMakeUnique() {
  int Steps = 0;
  auto Worker = std::make_unique<std::thread>([&Steps] { ++Steps; });
  Worker->detach();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-3]]:17: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:49: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'byMakeUnique'
}

void byMakeShared() {
  auto Worker = std::make_shared<std::thread>(work);
  (*Worker).detach();
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:17: note: started here
}

void throughGet(std::unique_ptr<std::thread> &Worker) {
  Worker = std::make_unique<std::thread>(work);
  Worker.get()->detach();
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:12: note: started here
}

class Pool {
public:
  void add() {
    Workers.emplace_back([this] { ++Done; });
    Workers.back().detach();
    // CHECK-NOTES: :[[@LINE-1]]:20: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-3]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-4]]:27: note: the thread uses 'this', and nothing keeps that object alive
  }

private:
  std::vector<std::thread> Workers;
  int Done = 0;
};

// Gone through.

void eachElement() {
  std::vector<std::thread> Workers;
  int Steps = 0;
  Workers.emplace_back([&Steps] { ++Steps; });
  for (auto &Worker : Workers)
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
    // CHECK-NOTES: :[[@LINE-4]]:3: note: started here
    // CHECK-NOTES: :[[@LINE-5]]:26: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'eachElement'
}

void eachByIterator(std::vector<std::thread> &Workers) {
  Workers.emplace_back(work);
  for (auto It = Workers.begin(); It != Workers.end(); ++It)
    It->detach();
    // CHECK-NOTES: :[[@LINE-1]]:9: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-4]]:3: note: started here
}

void eachByIndex(std::vector<std::thread> &Workers) {
  Workers.emplace_back(work);
  for (unsigned I = 0; I < Workers.size(); ++I)
    Workers[I].detach();
    // CHECK-NOTES: :[[@LINE-1]]:16: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-4]]:3: note: started here
}

void eachByAlgorithm(std::vector<std::thread> &Workers) {
  Workers.emplace_back(work);
  std::for_each(Workers.begin(), Workers.end(), [](std::thread &Worker) { Worker.detach(); });
  // CHECK-NOTES: :[[@LINE-1]]:82: warning: nothing waits for this detached thread; give
}

void ofAnArray() {
  std::array<std::thread, 2> Workers;
  Workers[0] = std::thread(work);
  for (std::thread &Worker : Workers)
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-4]]:16: note: started here
}

// What a handle held before does not count.

void joinedBefore() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  Worker.join();
  Worker = std::thread(work);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:12: note: started here
}

void detachedBefore() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:24: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'detachedBefore'
  Worker = std::thread(work);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:12: note: started here
}

void movedBefore() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  std::thread Other = std::move(Worker);
  Worker = std::thread(work);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:12: note: started here
  Other.join();
}

void joinedThroughReference() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  std::thread &Same = Worker;
  Same.join();
  Worker = std::thread(work);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:12: note: started here
}

void joinedThroughReferenceTwice() {
  int Steps = 0;
  std::thread Worker(work);
  std::thread &Same = Worker;
  Same.join();
  Worker = std::thread([&Steps] { ++Steps; });
  Same.join();
  Worker = std::thread(work);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-3]]:12: note: started here
}

void inEitherBranch() {
  std::thread Worker;
  int Steps = 0;
  if (Condition) {
    Worker = std::thread([&Steps] { ++Steps; });
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
    // CHECK-NOTES: :[[@LINE-3]]:14: note: started here
    // CHECK-NOTES: :[[@LINE-4]]:28: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'inEitherBranch'
  } else {
    Worker = std::thread(work);
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-3]]:14: note: started here
  }
}

void joinedInOneBranch() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  if (Condition)
    Worker.join();
  else
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
    // CHECK-NOTES: :[[@LINE-6]]:15: note: started here
    // CHECK-NOTES: :[[@LINE-7]]:24: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'joinedInOneBranch'
}

void detachedInBothBranches() {
  std::thread Worker(work);
  if (Condition)
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-4]]:15: note: started here
  else
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-8]]:15: note: started here
}

void movedInACircle() {
  std::thread First(work), Second;
  Second = std::move(First);
  First = std::move(Second);
  First.detach();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
}

void pointersInACircle() {
  std::thread Worker(work);
  std::thread *First = &Worker, *Second = First;
  First = Second;
  First->detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
}

// Where the function has other parts.

void inFunctionTryBlock() try {
  int Steps = 0;
  std::thread([&Steps] { ++Steps; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:38: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'inFunctionTryBlock'
} catch (...) {
  std::thread(work).detach();
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

struct Member {
  Member() try : Worker(work) {
    Worker.detach();
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-3]]:18: note: started here
  } catch (...) {
  }
  std::thread Worker;
};

void inLambda() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  auto Leave = [&Worker] { Worker.detach(); };
  // CHECK-NOTES: :[[@LINE-1]]:35: warning: nothing waits for this detached thread; give
  Leave();
}

// Other containers of other things.

struct Slot {
  template <class F> explicit Slot(F) {}
  void detach();
};
void ofOthers(std::vector<Slot> &Slots) { // ok: no threads.
  Slots.emplace_back(work);
  Slots.back().detach();
}
