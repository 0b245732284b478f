// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <exception>
#include <functional>
#include <thread>
#include <vector>

void quiet() noexcept;
void loud();

void cannotFail() {
  std::thread First(quiet);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:15: note: started here
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  std::thread Second(quiet);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}

// An exception that leaves a thread ends the program, and goes on to do so.
void mayFail() {
  std::thread First(loud);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:15: note: started here
  // CHECK-FIXES: {{^}}  sc::group Tasks(sc::propagate::terminate);
  std::thread Second(quiet);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-10]]:15: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// What the caller put into the container may be joined here too.
void ofTheCaller(std::vector<std::thread> &Workers) {
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(quiet);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-REVIEW: {{^}}void ofTheCaller(std::vector<std::thread> &Workers) {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group Tasks;
  // CHECK-REVIEW-NEXT: {{^}}  for (int I = 0; I < 4; ++I)
  // CHECK-REVIEW-NEXT: {{^}}    Tasks.go(quiet);
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:5: note: fix (review): the threads become tasks of a group; 'Workers' gets no threads any more, and what it held before is not joined here
  // CHECK-REVIEW: {{^}}  Tasks.wait();
  // CHECK-REVIEW: {{^}}  Workers.clear();
  Workers.clear();
}

// A task may wait for what is done between, which an exception would leave out.
void mayFailBetween() {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:5: note: started here
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(quiet);
  loud();
  // CHECK-NOTES: :[[@LINE+2]]:5: note: joined here
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-9]]:28: note: fix (review): the threads become tasks of a group; an exception on the way waits for the tasks, where it ended the program
  // CHECK-REVIEW: {{^}}  loud();
  // CHECK-REVIEW: {{^}}  Workers.wait();
}

// What is no std::exception goes on to end the program.
void catchesInPart() {
  std::thread First([] {
    try {
      loud();
    } catch (const std::exception &) {
      quiet();
    }
  });
  // CHECK-NOTES: :[[@LINE-7]]:15: warning: the threads 'First' and 'Second' are started and joined by hand
  // CHECK-NOTES: :[[@LINE+2]]:15: note: started here
  // CHECK-FIXES: {{^}}  sc::group Tasks(sc::propagate::terminate);
  std::thread Second(quiet);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-15]]:15: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-16]]:15: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// As many tasks as the container of the caller has places.
void forEachPlace(std::vector<std::thread> &Workers) {
  for (auto &Worker : Workers)
    Worker = std::thread(quiet);
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-REVIEW: {{^}}  sc::group Tasks;
  // CHECK-REVIEW-NEXT: {{^}}  for (std::size_t i = 0; i < Workers.size(); ++i)
  // CHECK-REVIEW-NEXT: {{^}}    Tasks.go(quiet);
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-8]]:14: note: fix (review): the threads become tasks of a group; 'Workers' gets no threads any more
  // CHECK-REVIEW: {{^}}  Tasks.wait();
}
