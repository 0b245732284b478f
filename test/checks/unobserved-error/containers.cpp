// RUN: %check_structured %s structured-unobserved-error %t

#include <future>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

void mayThrow(int);
int answer();
void takeAll(std::vector<std::future<void>> &);

void eachWaitedFor() {
  std::vector<std::future<void>> All;
  for (int I = 0; I < 4; ++I)
    All.push_back(std::async(mayThrow, I));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing looks at the errors that the futures in 'All' may carry; call 'get()' on each, which waits and rethrows [structured-unobserved-error]
  for (auto &F : All)
    F.wait();
}

void leftToTheDestructor() {
  std::vector<std::future<void>> All;
  All.reserve(2);
  for (int I = 0; I < 2; ++I)
    All.emplace_back(std::async(mayThrow, I));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: nothing looks at the errors that the futures in 'All' may carry
  if (All.size() == 2)
    All.clear();
}

void byIndex() {
  std::vector<std::future<void>> All(2);
  All[0] = std::async(mayThrow, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the errors that the futures in 'All' may carry
  std::future<void> Two[2];
  Two[0] = std::async(mayThrow, 0);
  All[0].wait();
}

void byIterator() {
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing looks at the errors that the futures in 'All' may carry
  for (auto It = All.begin(); It != All.end(); ++It)
    It->wait();
}

void movedIn() {
  std::vector<std::future<void>> All;
  auto F = std::async(mayThrow, 0);
  All.push_back(std::move(F)); // ok: not followed into a container.
}

static void waitForAll(std::vector<std::future<void>> &All) {
  for (auto &F : All)
    F.wait();
}

void waitedForByAFunction() {
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing looks at the errors that the futures in 'All' may carry
  waitForAll(All);
}

void eachAsked() { // ok: get() on each.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  for (auto &F : All)
    F.get();
}

void waitedForAndAsked() { // ok: the second loop asks.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  for (auto &F : All)
    F.wait();
  for (unsigned I = 0; I < All.size(); ++I)
    All[I].get();
}

void askedByIterator() { // ok: get() on each.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  for (auto It = All.begin(); It != All.end(); ++It)
    (*It).get();
}

void lastAsked() { // ok: somebody has thought of the error.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  All.back().get();
}

void askedAsSoonAsPut() { // ok: what emplace_back gives is the future.
  std::vector<std::future<void>> All;
  All.emplace_back(std::async(mayThrow, 0)).get();
}

void takenOut() { // ok: another variable has it, which is asked.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  auto F = std::move(All.back());
  All.pop_back();
  F.get();
}

void passedOn() { // ok: the other function may ask.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  takeAll(All);
}

void throughIterators(void (*Ask)(std::future<void> *, std::future<void> *)) { // ok: may be asked.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  Ask(All.begin(), All.end());
}

std::vector<std::future<void>> returned() { // ok: the caller may ask.
  std::vector<std::future<void>> All;
  All.push_back(std::async(mayThrow, 0));
  return All;
}

void outParameter(std::vector<std::future<void>> &Out) { // ok: the caller may ask.
  Out.push_back(std::async(mayThrow, 0));
}

void sharedWithOthers(std::shared_ptr<std::vector<std::future<void>>> Out) { // ok: others may ask.
  Out->push_back(std::async(mayThrow, 0));
}
