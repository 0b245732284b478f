// RUN: %check_structured -std=c++11,c++17,c++20 %s structured-unjoined-thread %t

#include <stdexcept>
#include <thread>

void work();
void more();
bool ready();
[[noreturn]] void fatal();
extern bool Condition;

// Nothing joins the thread.

void never() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Worker' before its scope ends, which ends the program; join it, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  more();
}

void neverAfterAssignment() {
  std::thread Worker;
  Worker = std::thread([] { work(); });
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: nothing joins 'Worker' before its scope ends
}

void neverInALoop() {
  for (int I = 0; I < 3; ++I) {
    std::thread Worker(work);
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: nothing joins 'Worker' before its scope ends
  }
}

int onlyAsked() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Worker' before its scope ends
  if (Worker.joinable())
    return 1;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  return 0;
}

auto Lambda = [] {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Worker' before its scope ends
};

void temporary() {
  std::thread([] { work(); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this thread is destroyed as soon as it is made, which ends the program; keep it and join it, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  (void)std::thread{work};
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this thread is destroyed
}

// Some path misses the join.

void returnsEarly() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path out of its scope, which ends the program; join it on each, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  Worker.join();
}

int returnsFromASwitch(int Kind) {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  switch (Kind) {
  case 0:
    Worker.join();
    return 1;
  case 1:
    // CHECK-NOTES: :[[@LINE-1]]:3: note: this case is taken
    return 2;
    // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  default:
    break;
  }
  Worker.join();
  return 3;
}

void leavesTheLoop() {
  for (int I = 0; I < 3; ++I) {
    std::thread Worker(work);
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'Worker' is not joined on every path
    if (ready())
      // CHECK-NOTES: :[[@LINE-1]]:9: note: this condition holds
      continue;
    // CHECK-NOTES: :[[@LINE-1]]:7: note: the scope of 'Worker' ends here without a join
    Worker.join();
  }
}

void jumps() {
  {
    std::thread Worker(work);
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'Worker' is not joined on every path
    if (ready())
      // CHECK-NOTES: :[[@LINE-1]]:9: note: this condition holds
      goto Out;
    // CHECK-NOTES: :[[@LINE-1]]:7: note: the scope of 'Worker' ends here without a join
    Worker.join();
  }
Out:
  more();
}

void joinsOnACondition() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  if (Condition)
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition does not hold
    Worker.join();
}
// CHECK-NOTES: :[[@LINE-1]]:1: note: the scope of 'Worker' ends here without a join

void startedAndLeftInABranch() {
  std::thread Worker;
  if (Condition) {
    Worker = std::thread(work);
    // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'Worker' is not joined on every path
    if (ready())
      // CHECK-NOTES: :[[@LINE-1]]:9: note: this condition holds
      return;
    // CHECK-NOTES: :[[@LINE-1]]:7: note: returns here without joining 'Worker'
  }
  if (Worker.joinable())
    Worker.join();
}

void twoThreads() {
  std::thread First(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'First' before its scope ends
  std::thread Second(more);
  Second.join();
}

// Another thread takes its place.

void assignedOver() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is given up while this thread may be running, which ends the program; join it before, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  Worker = std::thread(more);
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Worker' is given up here
  Worker.join();
}

void assignedOverInALoop() {
  std::thread Worker;
  for (int I = 0; I < 3; ++I)
    Worker = std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'Worker' is given up while this thread may be running
  // CHECK-NOTES: :[[@LINE-2]]:5: note: 'Worker' is given up here
  Worker.join();
}

void emptied() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is given up while this thread may be running
  Worker = std::thread();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Worker' is given up here
}

// Joined.

void joined() { // ok: joined.
  std::thread Worker(work);
  more();
  Worker.join();
}

void joinedIfJoinable() { // ok: a thread that runs is joinable.
  std::thread Worker(work);
  if (Worker.joinable() == true)
    Worker.join();
}

void joinedUnlessEnded() { // ok: nothing is left to join on the early return.
  std::thread Worker(work);
  Worker.join();
  if (!Worker.joinable())
    return;
  more();
}

void joinedThroughAReference() { // ok: another name for it.
  std::thread Worker(work);
  std::thread &Same = Worker;
  Same.join();
}

void joinedInPlace() { // ok: in the expression that makes it.
  std::thread(work).join();
}

void detached() { // ok: structured-detached-thread speaks of it.
  std::thread Worker(work);
  if (ready())
    return;
  Worker.detach();
}

std::thread returned() { // ok: the caller has it.
  std::thread Worker(work);
  return Worker;
}

std::thread returnedAtOnce() { // ok: the caller has it.
  return std::thread(work);
}

void adopt(std::thread Worker);
void moved() { // ok: another function has it.
  std::thread Worker(work);
  adopt(std::move(Worker));
}

void movedToAnother() {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Keeper' before its scope ends
  std::thread Keeper(std::move(Worker));
}

void movedAndJoined() { // ok: joined under its new name.
  std::thread Worker(work);
  std::thread Keeper = std::move(Worker);
  Keeper.join();
}

void swapped(std::thread &Other) { // ok: who has it now is not followed.
  std::thread Worker(work);
  Worker.swap(Other);
}

void neverStarted() { // ok: there is no thread.
  std::thread Worker;
  if (ready())
    return;
}

void startedAnew() { // ok: joined before each start, and at the end.
  std::thread Worker(work);
  for (int I = 0; I < 3; ++I) {
    Worker.join();
    Worker = std::thread(work);
  }
  Worker.join();
}

// The process ends, or the work of the scope never does.

void endsTheProcess() { // ok: no destructor runs.
  std::thread Worker(work);
  if (!ready())
    fatal();
  Worker.join();
}

void runsForEver() { // ok: the scope is never left.
  std::thread Worker(work);
  for (;;)
    more();
}

// In a template, one report for what is made of it.

template <class Function> void run(Function F) {
  std::thread Worker(F);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Worker' before its scope ends
}

void (*OfOne)(void (*)()) = run<void (*)()>;

void instances() {
  run(work);
  run([] { more(); });
}

template <class Function> void runJoined(Function F) { // ok: joined.
  std::thread Worker(F);
  Worker.join();
}

void joinedInstance() { runJoined(work); }

#define START(NAME) std::thread NAME(work)

void ofMacro() {
  START(Worker);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: nothing joins 'Worker' before its scope ends
}
