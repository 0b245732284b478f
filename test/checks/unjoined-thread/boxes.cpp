// RUN: %check_structured -std=c++17-or-later %s structured-unjoined-thread %t

#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

void work();
void more();
bool ready();

// Nothing joins the thread that a smart pointer or an optional holds.

void neverUnique() {
  auto Worker = std::make_unique<std::thread>(work);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: nothing joins 'Worker' before its scope ends, which ends the program; join it, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  more();
}

void neverUniqueOfNew() {
  std::unique_ptr<std::thread> Worker(new std::thread(work));
  // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing joins 'Worker' before its scope ends
}

void neverShared() {
  std::shared_ptr<std::thread> Worker = std::make_shared<std::thread>(work);
  // CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing joins 'Worker' before its scope ends
  if (Worker)
    more();
}

void neverOptional() {
  std::optional<std::thread> Worker;
  Worker.emplace(work);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing joins 'Worker' before its scope ends
}

void returnsEarly() {
  auto Worker = std::make_unique<std::thread>(work);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'Worker' is not joined on every path
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  Worker->join();
}

void startedLater() {
  std::optional<std::thread> Worker;
  Worker = std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'Worker' is not joined on every path
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  Worker->join();
}

// Given up while it runs.

void reset() {
  auto Worker = std::make_unique<std::thread>(work);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'Worker' is given up while this thread may be running
  Worker.reset();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Worker' is given up here
}

void resetToAnother() {
  std::unique_ptr<std::thread> Worker(new std::thread(work));
  // CHECK-NOTES: :[[@LINE-1]]:43: warning: 'Worker' is given up while this thread may be running
  Worker.reset(new std::thread(more));
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Worker' is given up here
  Worker->join();
}

void assignedNothing() {
  auto Worker = std::make_unique<std::thread>(work);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'Worker' is given up while this thread may be running
  Worker = nullptr;
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Worker' is given up here
}

void placedOver() {
  std::optional<std::thread> Worker;
  Worker.emplace(work);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Worker' is given up while this thread may be running
  Worker.emplace(more);
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Worker' is given up here
  Worker->join();
}

// Joined, or in other hands.

void joined() { // ok
  auto Worker = std::make_unique<std::thread>(work);
  more();
  Worker->join();
}

void joinedIfThere() { // ok: what is not there needs no join.
  std::unique_ptr<std::thread> Worker;
  if (ready())
    Worker = std::make_unique<std::thread>(work);
  more();
  if (Worker)
    Worker->join();
}

void joinedIfThereAndJoinable() { // ok
  std::optional<std::thread> Worker;
  if (ready())
    Worker.emplace(work);
  if (Worker && Worker->joinable())
    Worker->join();
}

void joinedByDereference() { // ok
  std::optional<std::thread> Worker;
  Worker = std::thread(work);
  (*Worker).join();
  Worker.reset();
}

void joinedAndReset() { // ok: joined before it goes.
  auto Worker = std::make_unique<std::thread>(work);
  Worker->join();
  Worker.reset();
  Worker = std::make_unique<std::thread>(more);
  Worker->join();
}

void joinedByValue() { // ok
  std::optional<std::thread> Worker;
  Worker.emplace(work);
  Worker.value().join();
}

void joinedThroughThePointer() { // ok: the pointer leads to it.
  auto Worker = std::make_unique<std::thread>(work);
  std::thread *Same = Worker.get();
  Same->join();
}

void released() { // ok: somebody else has it.
  auto Worker = std::make_unique<std::thread>(work);
  std::thread *Raw = Worker.release();
  Raw->join();
}

void keep(std::shared_ptr<std::thread> Worker);
void shared() { // ok: another may join.
  auto Worker = std::make_shared<std::thread>(work);
  keep(Worker);
}

void copied() { // ok: joined by another name.
  auto Worker = std::make_shared<std::thread>(work);
  auto Same = Worker;
  Same->join();
}

void heldByALambda() { // ok: the lambda may join.
  auto Worker = std::make_shared<std::thread>(work);
  auto Join = [Worker] { Worker->join(); };
  Join();
}

std::unique_ptr<std::thread> returned() { // ok: the caller has it.
  auto Worker = std::make_unique<std::thread>(work);
  return Worker;
}

struct Joins {
  void operator()(std::thread *Worker) const;
};

void withDeleters() { // ok: they may join.
  std::unique_ptr<std::thread, Joins> First(new std::thread(work));
  std::shared_ptr<std::thread> Second(new std::thread(work), Joins());
  std::shared_ptr<std::thread> Third;
  Third.reset(new std::thread(work), Joins());
}

void leftIfNothingIsThere() { // ok: then there is nothing to join.
  std::unique_ptr<std::thread> Worker;
  if (ready())
    Worker.reset(new std::thread(work));
  if (!Worker)
    return;
  Worker->join();
}

void leftIfNothingIsInIt() { // ok
  std::optional<std::thread> Worker;
  if (ready())
    Worker.emplace(work);
  if (!Worker.has_value())
    return;
  Worker->join();
}

void ofBoxes() { // ok
  std::vector<std::unique_ptr<std::thread>> Workers;
  Workers.push_back(std::make_unique<std::thread>(work));
  for (auto &Worker : Workers)
    Worker->join();
}

void ofBoxesLeft() {
  std::vector<std::unique_ptr<std::thread>> Workers;
  Workers.push_back(std::make_unique<std::thread>(work));
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: nothing joins the threads in 'Workers' before its scope ends
  more();
}

void ofPointers() { // ok: they are not destroyed with their container.
  std::vector<std::thread *> Workers;
  Workers.push_back(new std::thread(work));
  for (auto *Worker : Workers) {
    Worker->join();
    delete Worker;
  }
}

// A constant smart pointer can be shared, and its thread joined.

struct Entry {
  std::shared_ptr<std::thread> Thread;
  int Number;
};

class Roster {
public:
  void hire(int Number) { // ok: the list shares it.
    auto Hired = std::make_shared<std::thread>(work);
    enter(Hired, Number);
  }
  static void borrow() { // ok: it is joined there.
    auto Borrowed = std::make_unique<std::thread>(work);
    finish(Borrowed);
  }
  void enter(const std::shared_ptr<std::thread> &Thread, int Number) {
    Entries.push_back({Thread, Number});
  }
  static void finish(const std::unique_ptr<std::thread> &Thread) { Thread->join(); }
  ~Roster() {
    for (Entry &Each : Entries)
      Each.Thread->join();
  }

private:
  std::vector<Entry> Entries;
};
