// RUN: %check_structured -std=c++11,c++14 %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <algorithm>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

void work();
void more();
void step(int);
bool ready();

// A container, and a loop that joins.

void ofContainer(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand; a group, such as an 'sc::group', does both in fewer lines [structured-prefer-group]
  // CHECK-NOTES: :[[@LINE+2]]:5: note: started here
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back(step, I);
  for (std::thread &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
}

void pushedBackAndGuarded(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+3]]:23: note: started here
  Workers.reserve(Count);
  for (int I = 0; I < Count; ++I)
    Workers.push_back(std::thread([I] { step(I); }));
  more();
  for (auto &Worker : Workers) {
    if (Worker.joinable())
      Worker.join();
    // CHECK-NOTES: :[[@LINE-1]]:7: note: joined here
  };
}

void byIndex(int Count) {
  std::vector<std::thread> Workers(Count);
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:18: note: started here
  for (int I = 0; I < Count; ++I)
    Workers[I] = std::thread([&, I] { step(I); });
  for (int I = 0; I < Count; ++I)
    Workers[I].join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
}

void byAssignmentToEach() {
  std::vector<std::thread> Workers(8);
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:14: note: started here
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  work();
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
}

void byIterator() {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+1]]:3: note: started here
  Workers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE+1]]:3: note: started here
  Workers.emplace_back(more);
  for (auto It = Workers.begin(); It != Workers.end(); ++It)
    It->join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
}

void untilEmpty(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  while (--Count > 0) {
    std::thread Next(work);
    // CHECK-NOTES: :[[@LINE-1]]:17: note: started here
    Workers.push_back(std::move(Next));
  }
  while (!Workers.empty()) {
    Workers.back().join();
    // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
    Workers.pop_back();
  }
}

void byAlgorithm() {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:5: note: started here
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(work);
  std::for_each(Workers.begin(), Workers.end(), [](std::thread &Worker) { Worker.join(); });
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
}

void byMemberFunction() {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+1]]:3: note: started here
  Workers.emplace_back(work);
  std::for_each(Workers.begin(), Workers.end(), std::mem_fn(&std::thread::join));
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
}

void ofArray() {
  std::thread Workers[4];
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:18: note: started here
  for (int I = 0; I < 4; ++I)
    Workers[I] = std::thread(work);
  for (int I = 0; I < 4; ++I)
    Workers[I].join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
}

void onHeap() {
  std::vector<std::thread *> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:30: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:27: note: started here
  for (int I = 0; I < 4; ++I)
    Workers.push_back(new std::thread(work));
  for (std::thread *Worker : Workers) {
    Worker->join();
    // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
    delete Worker;
  }
}

// The container is the caller's.

void ofParameter(std::vector<std::thread> &Workers, int Count) {
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the threads in 'Workers' are started and joined by hand
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
  Workers.clear();
}

// Threads with a name each.

void two() {
  std::thread First(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are started and joined by hand; a group, such as an 'sc::group', does both in fewer lines [structured-prefer-group]
  std::thread Second([] { more(); });
  // CHECK-NOTES: :[[@LINE-1]]:15: note: started here
  work();
  First.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
  if (Second.joinable())
    Second.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
}

void five() {
  std::thread A(work), B(work), C(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'A', 'B' and 3 more are started and joined by hand
  // CHECK-NOTES: :[[@LINE-2]]:24: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:33: note: started here
  std::thread D(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: note: started here
  auto E = std::unique_ptr<std::thread>(new std::thread(work));
  // CHECK-NOTES: :[[@LINE-1]]:45: note: started here
  A.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
  B.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
  C.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
  D.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
  E->join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
}

void containerAndName() {
  std::vector<std::thread> Readers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Readers' and 'Writer' are started
  for (int I = 0; I < 3; ++I)
    Readers.emplace_back(work);
  // CHECK-NOTES: :[[@LINE-1]]:5: note: started here
  std::thread Writer(more);
  // CHECK-NOTES: :[[@LINE-1]]:15: note: started here
  for (auto &Reader : Readers)
    Reader.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
  Writer.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
}

void inALoopAndALambda() {
  auto Round = [] {
    for (int I = 0; I < 3; ++I) {
      std::thread First(step, I), Second(step, I + 1);
      // CHECK-NOTES: :[[@LINE-1]]:19: warning: the threads 'First' and 'Second' are started
      // CHECK-NOTES: :[[@LINE-2]]:35: note: started here
      First.join();
      // CHECK-NOTES: :[[@LINE-1]]:7: note: joined here
      Second.join();
      // CHECK-NOTES: :[[@LINE-1]]:7: note: joined here
    }
  };
  Round();
}

template <class Task> void ofTemplate(Task Work) {
  std::thread First(Work), Second(Work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are started
  // CHECK-NOTES: :[[@LINE-2]]:28: note: started here
  First.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
  Second.join();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: joined here
}

void instances() {
  ofTemplate(work);
  ofTemplate([] { more(); });
}
