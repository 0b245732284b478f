// RUN: %check_structured -std=c++11,c++14 %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <future>
#include <thread>

void work() noexcept;

void several() {
  std::thread First(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE+1]]:15: note: started here
  std::thread Second(work);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-8]]:15: note: fix (manual): {{.*}}; no fix, as 'sc::group' needs C++17, and this file is compiled by an older standard
}

int count(int) noexcept;

int results() {
  auto First = std::async(std::launch::async, count, 1);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the work of the futures 'First' and 'Second' is
  // CHECK-NOTES: :[[@LINE-2]]:16: note: started here
  // CHECK-NOTES: :[[@LINE+1]]:17: note: started here
  auto Second = std::async(std::launch::async, count, 2);
  // CHECK-NOTES: :[[@LINE+3]]:16: note: asked for here
  // CHECK-NOTES: :[[@LINE+2]]:31: note: asked for here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: fix (manual): {{.*}}; no fix, as 'sc::group' needs C++17, and this file is compiled by an older standard
  return First.get() + Second.get();
}
