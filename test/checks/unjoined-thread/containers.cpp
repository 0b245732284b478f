// RUN: %check_structured -std=c++17-or-later %s structured-unjoined-thread %t

#include <algorithm>
#include <array>
#include <map>
#include <thread>
#include <utility>
#include <vector>

void work();
void more();
bool ready();

// Nothing joins the threads of a container.

void never() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: nothing joins the threads in 'Workers' before its scope ends, which ends the program; join them, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
}

void neverPushed() {
  std::vector<std::thread> Workers;
  Workers.push_back(std::thread(work));
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: nothing joins the threads in 'Workers' before its scope ends
  more();
}

void neverMovedIn() {
  std::vector<std::thread> Workers;
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins the threads in 'Workers' before its scope ends
  Workers.push_back(std::move(Worker));
}

void neverInAnArray() {
  std::thread Workers[3];
  for (int I = 0; I < 3; ++I)
    Workers[I] = std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: nothing joins the threads in 'Workers' before its scope ends
}

void neverOfAMap() {
  std::map<int, std::thread> Workers;
  Workers.emplace(1, std::thread(work));
  // CHECK-NOTES: :[[@LINE-1]]:22: warning: nothing joins the threads in 'Workers' before its scope ends
}

void onlyCounted() {
  std::vector<std::thread> Workers(3);
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: nothing joins the threads in 'Workers' before its scope ends
  if (Workers.size() > 2)
    more();
}

void returnsEarly() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the threads in 'Workers' are not joined on every path out of its scope, which ends the program; join them on each, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Workers'
  for (auto &Worker : Workers)
    Worker.join();
}

void throwsEarly() {
  std::array<std::thread, 2> Workers;
  Workers[0] = std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: the threads in 'Workers' are not joined when an exception leaves its scope
  if (!ready())
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition holds
    throw 1;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: an exception leaves the scope of 'Workers' here
  Workers[0].join();
}

bool stopsStarting() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 3; ++I) {
    if (!ready())
      // CHECK-NOTES: :[[@LINE+3]]:5: warning: the threads in 'Workers' are not joined on every path
      // CHECK-NOTES: :[[@LINE-2]]:9: note: this condition holds
      return false; // Those that were started before.
    Workers.emplace_back(work);
  }
  // CHECK-NOTES: :[[@LINE-3]]:7: note: returns here without joining 'Workers'
  for (auto &Worker : Workers)
    Worker.join();
  return true;
}

void cleared() {
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Workers' is given up while this thread may be running
  Workers.clear();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Workers' is given up here
}

void emptied() {
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Workers' is given up while this thread may be running
  Workers = {};
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'Workers' is given up here
}

void joinsAnotherContainer() {
  std::vector<std::thread> Readers, Writers;
  Readers.emplace_back(work);
  Writers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing joins the threads in 'Writers' before its scope ends
  for (auto &Reader : Readers)
    Reader.join();
  for (auto &Reader : Readers)
    if (Reader.joinable())
      Reader.join();
}

// Joined, in one of the ways of walking over it.

void byRange() { // ok
  std::vector<std::thread> Workers;
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(work);
  for (std::thread &Worker : Workers)
    Worker.join();
}

void byRangeIfJoinable() { // ok
  std::thread Workers[3];
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  for (auto &Worker : Workers)
    if (Worker.joinable())
      Worker.join();
}

void byIndex() { // ok
  std::vector<std::thread> Workers(3);
  for (std::size_t I = 0; I < Workers.size(); ++I)
    Workers[I] = std::thread(work);
  for (std::size_t I = 0; I < Workers.size(); ++I)
    Workers[I].join();
}

void byCheckedIndex() { // ok
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  for (std::size_t I = 0; I != Workers.size(); ++I)
    Workers.at(I).join();
}

void byIterator() { // ok
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  for (auto It = Workers.begin(); It != Workers.end(); ++It)
    It->join();
}

void byPointer() { // ok
  std::thread Workers[2];
  Workers[0] = std::thread(work);
  Workers[1] = std::thread(work);
  for (std::thread *Worker = Workers; Worker != Workers + 2; ++Worker)
    Worker->join();
}

void byAlgorithm() { // ok: each is given to the function.
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  std::for_each(Workers.begin(), Workers.end(), [](std::thread &Worker) { Worker.join(); });
}

void byOneAtATime() { // ok
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  while (!Workers.empty()) {
    Workers.back().join();
    Workers.pop_back();
  }
}

void byPair() { // ok
  std::map<int, std::thread> Workers;
  Workers.emplace(1, std::thread(work));
  Workers[2] = std::thread(work);
  for (auto &Each : Workers)
    Each.second.join();
}

void byBinding() { // ok
  std::map<int, std::thread> Workers;
  Workers.emplace(1, std::thread(work));
  for (auto &[Key, Worker] : Workers)
    Worker.join();
}

void joinAll(std::vector<std::thread> &Workers) {
  for (auto &Worker : Workers)
    Worker.join();
}

void byAFunction() { // ok: joinAll() joins.
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  joinAll(Workers);
}

void bySomeFunction(std::vector<std::thread> &Workers);

void byTheUnknown() { // ok: it may join.
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  bySomeFunction(Workers);
}

void bySwap() { // ok: joined in the other.
  std::vector<std::thread> Workers, Ended;
  Workers.emplace_back(work);
  std::swap(Workers, Ended);
  for (auto &Worker : Ended)
    Worker.join();
}

void byMove() { // ok: joined under its new name.
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  auto Ended = std::move(Workers);
  for (auto &Worker : Ended)
    Worker.join();
}

void afterJoins() { // ok: nothing runs any more.
  std::vector<std::thread> Workers;
  for (int Round = 0; Round < 2; ++Round) {
    Workers.emplace_back(work);
    for (auto &Worker : Workers)
      Worker.join();
    Workers.clear();
  }
}

void leftIfEmpty() { // ok: then there is nothing to join.
  std::vector<std::thread> Workers;
  if (ready())
    Workers.emplace_back(work);
  if (Workers.empty())
    return;
  if (Workers.size() == 0)
    return;
  Workers.front().join();
}

void nested() { // ok
  std::vector<std::vector<std::thread>> Workers(2);
  Workers[0].emplace_back(work);
  for (auto &Some : Workers)
    for (auto &Worker : Some)
      Worker.join();
}

std::vector<std::thread> returned() { // ok: the caller has them.
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  return Workers;
}

struct Pool {
  std::vector<std::thread> Workers;
  ~Pool() {
    for (auto &Worker : Workers)
      Worker.join();
  }
};

Pool inAnObject() { // ok: the object has them.
  std::vector<std::thread> Workers;
  Workers.emplace_back(work);
  return Pool{std::move(Workers)};
}

struct Job {
  int Number;
  std::thread Worker;
};

void inObjects() { // ok: what an element does at its end is not looked at.
  std::vector<Job> Jobs;
  Jobs.push_back({1, std::thread(work)});
  for (auto &Each : Jobs)
    Each.Worker.join();
}

void neverFilled() { // ok: there is no thread.
  std::vector<std::thread> Workers;
  Workers.reserve(3);
  if (!ready())
    return;
}
