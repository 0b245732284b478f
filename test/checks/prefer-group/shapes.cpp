// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <algorithm>
#include <array>
#include <functional>
#include <thread>
#include <vector>
// CHECK-FIXES: {{^}}#include <algorithm>
// CHECK-FIXES-NEXT: {{^}}#include <array>
// CHECK-FIXES-NEXT: {{^}}#include <functional>
// CHECK-FIXES-NEXT: {{^}}#include <sc/group.h>
// CHECK-FIXES-NEXT: {{^}}#include <thread>

void work() noexcept;
void step(int) noexcept;

void ofContainer(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers;
  Workers.reserve(Count);
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back(step, I);
  // CHECK-FIXES: {{^}}  for (int I = 0; I < Count; ++I)
  // CHECK-FIXES-NEXT: {{^}}    Workers.go(step, I);
  for (std::thread &Worker : Workers)
    Worker.join();
  // CHECK-FIXES: {{^}}  Workers.wait();
}

void pushedBackAndGuarded(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}void pushedBackAndGuarded(int Count) {
  // CHECK-FIXES-NEXT: {{^}}  sc::group Workers;
  for (int I = 0; I < Count; ++I)
    Workers.push_back(std::thread([I] {
      // The work of one.
      step(I);
    }));
  // CHECK-FIXES: {{^}}    Workers.go([I] {
  // CHECK-FIXES-NEXT: {{^}}      // The work of one.
  // CHECK-FIXES-NEXT: {{^}}      step(I);
  // CHECK-FIXES-NEXT: {{^}}    });
  for (auto &Worker : Workers) {
    if (Worker.joinable())
      Worker.join();
  }
  // CHECK-FIXES: {{^}}  Workers.wait();
}

void byIndex() {
  std::thread Workers[4];
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers;
  for (int I = 0; I < 4; ++I)
    Workers[I] = std::thread(step, I);
  // CHECK-FIXES: {{^}}    Workers.go(step, I);
  for (int I = 0; I < 4; ++I)
    Workers[I].join();
  // CHECK-FIXES: {{^}}  Workers.wait();
}

void several() {
  std::thread First(step, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  // CHECK-FIXES-NEXT: {{^}}  Tasks.go(step, 1);
  std::thread Second{[]() noexcept { step(2); }};
  // CHECK-FIXES: {{^}}  Tasks.go([]() noexcept { step(2); });
  First.join();
  Second.join();
  // CHECK-FIXES: {{^}}  Tasks.wait();
}

void lowerCaseAndTaken(int tasks) {
  std::thread first;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads 'first' and 'second' are started and joined by hand
  // CHECK-FIXES: {{^}}void lowerCaseAndTaken(int tasks) {
  // CHECK-FIXES: {{^}}  sc::group tasks2;
  std::thread second;
  first = std::thread(step, tasks);
  // CHECK-FIXES: {{^}}  tasks2.go(step, tasks);
  second = std::thread(work);
  // CHECK-FIXES: {{^}}  tasks2.go(work);
  first.join();
  second.join();
  // CHECK-FIXES: {{^}}  tasks2.wait();
}

// The group has to end before what its tasks use, so it is declared after that.
void declaredAfterwards(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  int Sum = 0;
  // CHECK-FIXES: {{^}}  int Sum = 0;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&Sum, I]() noexcept { Sum += I; });
  // CHECK-FIXES: {{^}}  sc::group Workers;
  // CHECK-FIXES: {{^}}  for (int I = 0; I < Count; ++I)
  std::for_each(Workers.begin(), Workers.end(), std::mem_fn(&std::thread::join));
  // CHECK-FIXES: {{^}}  Workers.wait();
}

// Containers that are joined one after the other are one group.
void ofTwoContainers(int Count) {
  std::vector<std::thread> Writers, *Unused = nullptr;
  std::vector<std::thread> Readers;
  (void)Unused;
  for (int I = 0; I < Count; ++I)
    Readers.emplace_back(step, I);
  // CHECK-MESSAGES: :[[@LINE-4]]:28: warning: the threads in 'Readers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Readers;
  // CHECK-FIXES: {{^}}    Readers.go(step, I);
  for (auto &Each : Readers)
    Each.join();
  // CHECK-FIXES: {{^}}  Readers.wait();
}

void oneBesideOther() {
  std::thread Other(step, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread 'Other' is started and joined by hand; a group, such as an 'sc::group', does both also if something in between fails
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  // CHECK-FIXES-NEXT: {{^}}  Tasks.go(step, 1);
  step(2);
  // CHECK-FIXES: {{^}}  step(2);
  Other.join();
  // CHECK-FIXES: {{^}}  Tasks.wait();
}

// Containers that are made with all their elements: what counts these counts as before.
void arrayByElement() {
  std::thread Workers[10];
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers;
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  // CHECK-FIXES: {{^}}  for (std::size_t i = 0; i < 10; ++i)
  // CHECK-FIXES-NEXT: {{^}}    Workers.go(work);
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-FIXES: {{^}}  Workers.wait();
}

constexpr int MaxWorkers = 4;
void stdArrayByElement() {
  std::array<std::thread, MaxWorkers> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers;
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  // CHECK-FIXES: {{^}}  for (std::size_t i = 0; i < MaxWorkers; ++i)
  // CHECK-FIXES-NEXT: {{^}}    Workers.go(work);
  for (auto &Worker : Workers)
    Worker.join();
}

void vectorOfNumber(int Count) {
  std::vector<std::thread> Workers(Count);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers;
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  // CHECK-FIXES: {{^}}  for (int i = 0; i < Count; ++i)
  // CHECK-FIXES-NEXT: {{^}}    Workers.go(work);
  for (auto &Worker : Workers)
    Worker.join();
}

void vectorBySize(std::size_t Count) {
  std::vector<std::thread> Workers(Count);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers;
  for (std::size_t I = 0; I < Workers.size(); ++I)
    Workers[I] = std::thread(step, static_cast<int>(I));
  // CHECK-FIXES: {{^}}  for (std::size_t I = 0; I < Count; ++I)
  // CHECK-FIXES-NEXT: {{^}}    Workers.go(step, static_cast<int>(I));
  for (std::size_t I = 0; I < Workers.size(); ++I)
    Workers[I].join();
}

void resized(const int Count) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers;
  Workers.resize(Count + 1);
  for (std::thread &Worker : Workers)
    Worker = std::thread(work);
  // CHECK-FIXES: {{^}}  for (int i = 0; i < (Count + 1); ++i)
  for (std::thread &Worker : Workers)
    Worker.join();
}

// One before the container: the group comes first.
void oneBeforeMany() {
  std::thread Writer(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads in 'Writer' and 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  // CHECK-FIXES-NEXT: {{^}}  Tasks.go(work);
  std::vector<std::thread> Workers;
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(step, I);
  // CHECK-FIXES: {{^}}    Tasks.go(step, I);
  Writer.join();
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-FIXES: {{^}}  Tasks.wait();
}

// What is bound drops a token, as it would anything else.
void bound() {
  std::thread First(std::bind(step, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  // CHECK-FIXES-NEXT: {{^}}  Tasks.go(std::bind(step, 1));
  std::thread Second(work);
  First.join();
  Second.join();
}
