// What is written in Go with sync.WaitGroup, in C++: the same with a latch.
// RUN: %check_structured -std=c++17,c++20 %s structured-manual-waitgroup %t

#include <exception>
#include <latch>
#include <mutex>
#include <optional>
#include <thread>

struct User {};
struct Posts {};
User fetchUser();
Posts fetchPosts();
void work();

template <class Last> struct Defer {
  ~Defer() { L(); }
  Last L;
};
template <class Last> Defer(Last) -> Defer<Last>;

void oneRoutine() {
  std::latch Group(1);
  std::thread Routine([&] {
    Defer Done{[&] { Group.count_down(); }};
    work();
  });
  Group.wait(); // ok: one is no group; it could be called.
  Routine.join();
}

// The first error is kept, under a lock.

void loadBoth(User &U, Posts &P) {
  std::latch Group(2);
  std::mutex Guard;
  std::exception_ptr First;
  auto Fail = [&](std::exception_ptr Error) {
    std::lock_guard<std::mutex> Lock(Guard);
    if (!First)
      First = Error;
  };
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  // CHECK-FIXES: {{^}}  Tasks.go([&] {
  std::thread OfUser([&] {
    Defer Done{[&] { Group.count_down(); }};
    try {
      U = fetchUser();
    } catch (...) {
      Fail(std::current_exception());
      return;
    }
  });
  std::thread OfPosts([&] {
    Defer Done{[&] { Group.count_down(); }};
    try {
      P = fetchPosts();
    } catch (...) {
      Fail(std::current_exception());
    }
  });
  Group.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Group' says that all work that is started here is done; start it in a group, such as an 'sc::group', and wait for that [structured-manual-waitgroup]
  // CHECK-NOTES: :[[@LINE-19]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-19]]:22: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-12]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-12]]:22: note: says here that it is done
  // CHECK-FIXES: {{^}}  Tasks.wait();
  OfUser.join();
  OfPosts.join();
  if (First)
    std::rethrow_exception(First);
}

// Each has a variable for its error.

void loadEach(User &U, Posts &P) {
  std::latch Group(2);
  std::exception_ptr OfUser, OfPosts;
  std::thread First([&] {
    try {
      U = fetchUser();
    } catch (...) {
      OfUser = std::current_exception();
    }
    Group.count_down();
  });
  std::thread Second([&] {
    try {
      P = fetchPosts();
    } catch (...) {
      OfPosts = std::current_exception();
    }
    Group.count_down();
  });
  Group.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Group' says
  // CHECK-NOTES: :[[@LINE-18]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-13]]:5: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-12]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-7]]:5: note: says here that it is done
  First.join();
  Second.join();
  if (OfUser)
    std::rethrow_exception(OfUser);
  if (OfPosts)
    std::rethrow_exception(OfPosts);
}
