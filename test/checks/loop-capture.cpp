// RUN: %check_structured %s structured-loop-capture %t

#include <folly/Executor.h>
#include <functional>
#include <future>
#include <map>
#include <pthread.h>
#include <string>
#include <thread>
#include <utility>
#include <vector>

void use(int);
void change(int &);
void *run(void *);

void loopVariable() {
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I)
    All.emplace_back([&I] { use(I); });
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'I' of this one; give it a copy, or wait for it in the same round [structured-loop-capture]
  // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'I' by reference
  // CHECK-NOTES: :[[@LINE-4]]:26: note: 'I' changes here, while the work may still use it
  for (std::thread &Each : All)
    Each.join();
}

void capturedByDefault(int Count) {
  std::vector<std::future<void>> All;
  int Sum = 0;
  for (int I = 0; I < Count; I++)
    All.push_back(std::async(std::launch::async, [&] { Sum += I; }));
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: this work may run on into the next round of the loop, and holds 'I' of this one; give
  // CHECK-NOTES: :[[@LINE-2]]:63: note: the work holds 'I' by reference
  // CHECK-NOTES: :[[@LINE-4]]:30: note: 'I' changes here
  for (std::future<void> &Each : All)
    Each.get();
}

void variableOutside() {
  std::vector<std::thread> All;
  int I;
  for (I = 0; I < 3; I += 1)
    All.emplace_back(change, std::ref(I));
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'I' of this one; give
  // CHECK-NOTES: :[[@LINE-2]]:30: note: the work holds 'I' by reference
  // CHECK-NOTES: :[[@LINE-4]]:22: note: 'I' changes here
  for (std::thread &Each : All)
    Each.join();
}

void ofTheBody() {
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I) {
    std::string Text = std::to_string(I);
    All.push_back(std::thread([&Text] { (void)Text.size(); }));
    // CHECK-NOTES: :[[@LINE-1]]:19: warning: this work may run on into the next round of the loop, and holds 'Text' of this one; give
    // CHECK-NOTES: :[[@LINE-2]]:33: note: the work holds 'Text' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Text' dies here, and nothing has waited for the work
  }
  for (std::thread &Each : All)
    Each.join();
}

void elementCopy(const std::vector<std::string> &Texts) {
  std::vector<std::thread> All;
  for (std::string Text : Texts)
    All.emplace_back([&] { (void)Text.size(); });
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'Text' of this one; give
  // CHECK-NOTES: :[[@LINE-2]]:34: note: the work holds 'Text' by reference
  // CHECK-NOTES: :[[@LINE-4]]:8: note: 'Text' dies here
  for (std::thread &Each : All)
    Each.join();
}

void whileLoop(int Left) {
  std::vector<std::thread> All;
  while (Left > 0) {
    const int Number = --Left;
    All.emplace_back([&] { use(Number); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'Number' of this one; give
    // CHECK-NOTES: :[[@LINE-2]]:32: note: the work holds 'Number' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Number' dies here
  }
  for (std::thread &Each : All)
    Each.join();
}

void threadsOfC() {
  pthread_t All[3];
  for (int I = 0; I < 3; ++I)
    pthread_create(&All[I], nullptr, run, &I);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'I' of this one; give
  // CHECK-NOTES: :[[@LINE-2]]:43: note: the work holds 'I' by its address
  // CHECK-NOTES: :[[@LINE-4]]:26: note: 'I' changes here
  for (int I = 0; I < 3; ++I)
    pthread_join(All[I], nullptr);
}

void detached() {
  for (int I = 0; I < 3; ++I)
    std::thread([&I] { use(I); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'I' of this one; give
  // CHECK-NOTES: :[[@LINE-2]]:19: note: the work holds 'I' by reference
  // CHECK-NOTES: :[[@LINE-4]]:26: note: 'I' changes here
}

template <class Function> void each(Function Call) {
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I)
    All.emplace_back([&] { Call(I); });
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'I' of this one; give
  // CHECK-NOTES: :[[@LINE-2]]:33: note: the work holds 'I' by reference
  // CHECK-NOTES: :[[@LINE-4]]:26: note: 'I' changes here
  for (std::thread &Each : All)
    Each.join();
}
template void each(void (*)(int));

// What is fine.

void joinedInTheRound() { // ok: waited for in the same round.
  for (int I = 0; I < 3; ++I) {
    std::thread Worker([&I] { use(I); });
    Worker.join();
  }
}

void blocksInTheRound() { // ok: the future waits when it dies, in the same round.
  for (int I = 0; I < 3; ++I) {
    std::future<void> Result = std::async(std::launch::async, [&I] { use(I); });
  }
}

void joinedAtOnce() { // ok: waited for in the same round.
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I) {
    All.emplace_back([&I] { use(I); });
    All.back().join();
  }
}

void joinedPerRound() { // ok: the inner threads are joined before the outer variable changes.
  for (int I = 0; I < 3; ++I) {
    std::vector<std::thread> All;
    for (int J = 0; J < 3; ++J)
      All.emplace_back([&I, J] { use(I + J); });
    for (std::thread &Each : All)
      Each.join();
  }
}

void elements(std::vector<std::string> &Texts) { // ok: the elements outlive the loop.
  std::vector<std::thread> All;
  for (std::string &Text : Texts)
    All.emplace_back([&Text] { (void)Text.size(); });
  for (const auto &Text : Texts)
    All.emplace_back([&] { (void)Text.size(); });
  for (std::thread &Each : All)
    Each.join();
}

void byValue() { // ok: each has a copy.
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I) {
    All.emplace_back([I] { use(I); });
    All.emplace_back([=] { use(I); });
    All.emplace_back(use, I);
  }
  for (std::thread &Each : All)
    Each.join();
}

void outside(int Count) { // ok: the sum and the count do not change with the loop.
  std::vector<std::thread> All;
  int Sum = 0;
  for (int I = 0; I < Count; ++I)
    All.emplace_back([&Sum, &Count, I] { Sum += Count + I; });
  for (std::thread &Each : All)
    Each.join();
}

void references(int *Numbers) { // ok: a reference to what outlives the loop.
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I) {
    int &Number = Numbers[I];
    All.emplace_back([&Number] { ++Number; });
  }
  for (std::thread &Each : All)
    Each.join();
}

// Handed to an executor.

void posted(folly::Executor &Pool) {
  for (int Item = 0; Item < 3; ++Item)
    Pool.add([&] { (void)Item; });
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'Item' of this one; give
  // CHECK-NOTES: :[[@LINE-2]]:26: note: the work holds 'Item' by reference
  // CHECK-NOTES: :[[@LINE-4]]:32: note: 'Item' changes here
}
