// RUN: %check_structured -std=c++11,c++14 %s structured-manual-waitgroup %t

#include <exception>
#include <thread>
#include <vector>

void work();

void firstError(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (manual): start the work in an 'sc::group' and wait for that; no fix, as 'sc::group' needs C++17, and this file is compiled by an older standard
}
