// RUN: %check_structured -std=c++17 -expect-clang-tidy-error %s structured-manual-waitgroup %t

#include <atomic>
#include <latch>
#include <thread>

void work();

void missingInWork(int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      Missing Each;
      // CHECK-NOTES: :[[@LINE-1]]:7: error: unknown type name 'Missing' [clang-diagnostic-error]
      Done.count_down();
    }).detach();
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-7]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
}

void missingNumber(int Count) {
  std::atomic<int> Done(0);
  for (int I = 0; I < Count; ++I)
    std::thread([&] { ++Done; }).detach();
  while (Done < Number) // ok: how many are waited for is not known.
    // CHECK-NOTES: :[[@LINE-1]]:17: error: use of undeclared identifier 'Number' [clang-diagnostic-error]
    std::this_thread::yield();
}

void missingCallable(int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread(Run, &Done).detach();
  // CHECK-NOTES: :[[@LINE-1]]:17: error: use of undeclared identifier 'Run' [clang-diagnostic-error]
  Done.wait(); // ok: what runs is not known.
}
