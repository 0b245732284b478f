// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'
// How it looks then is for test/clangd/quick_fixes.py: a fix that is safe goes first here.

#include <thread>

int count(int) noexcept;
void use(int) noexcept;
void fail(int);


void offered() {
  int Left = 0;
  // CHECK-FIXES: {{^}}  int Left = 0;
  std::thread First([&Left] { Left = count(1); });
  std::thread Second([] { fail(2); });
  First.join();
  Second.join();
  use(Left);
  // CHECK-NOTES: :[[@LINE-5]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-10]]:15: note: fix (review): the same, and the first error of a task comes out of 'wait()'
  // CHECK-NOTES: :[[@LINE-11]]:15: note: fix (review): the threads become tasks of a group, and what they give are results, or the first error out of 'wait()'
}

// Somebody looks at it before.
void usedBefore() {
  int Left = 0;
  std::thread First([&Left]() noexcept { Left = count(1); });
  std::thread Second([]() noexcept { count(3); });
  use(Left);
  First.join();
  Second.join();
  use(Left);
  // CHECK-NOTES: :[[@LINE-6]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-6]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-10]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}

// Both threads set it.
void setByBoth() {
  int Left = 0;
  std::thread First([&Left]() noexcept { Left = count(1); });
  std::thread Second([&Left]() noexcept { Left = count(2); });
  First.join();
  Second.join();
  use(Left);
  // CHECK-NOTES: :[[@LINE-5]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}

// There is a way past it.
void notAlways() {
  int Left = 0;
  std::thread First([&Left]() noexcept { if (count(2)) return; Left = count(1); });
  std::thread Second([]() noexcept { count(3); });
  First.join();
  Second.join();
  use(Left);
  // CHECK-NOTES: :[[@LINE-5]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}

// Something else is done after it.
void notLast() {
  int Left = 0;
  std::thread First([&Left]() noexcept { Left = count(1); count(2); });
  std::thread Second([]() noexcept { count(3); });
  First.join();
  Second.join();
  use(Left);
  // CHECK-NOTES: :[[@LINE-5]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}

// Its type would be another.
void ofAnyType() {
  auto Left = 0L;
  std::thread First([&Left]() noexcept { Left = count(1); });
  std::thread Second([]() noexcept { count(3); });
  First.join();
  Second.join();
  use(Left);
  // CHECK-NOTES: :[[@LINE-5]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}

// It is of the caller.
void ofCaller(int &Left) {
  std::thread First([&Left]() noexcept { Left = count(1); });
  std::thread Second([]() noexcept { count(3); });
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-4]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-4]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-8]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}

// It is a copy.
void ofCopy() {
  int Left = 0;
  std::thread First([Left]() mutable noexcept { Left = count(1); });
  std::thread Second([]() noexcept { count(3); });
  First.join();
  Second.join();
  use(Left);
  // CHECK-NOTES: :[[@LINE-5]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-5]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (safe): the threads become tasks of a group{{$}}
}
