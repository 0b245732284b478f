// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <future>
#include <string>
#include <vector>

int count(int) noexcept;
void store(int) noexcept;
int load(const std::string &Name);
void log(int);

// Results that are added up, with nothing else done between: nothing changes.
int sums() {
  auto First = std::async(std::launch::async, count, 1);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the work of the futures 'First' and 'Second' is waited for by hand; a group, such as an 'sc::group', owns all of it, and gives its first error
  // CHECK-NOTES: :[[@LINE-2]]:16: note: started here
  // CHECK-NOTES: :[[@LINE+5]]:27: note: started here
  // CHECK-FIXES: {{^}}int sums() {
  // CHECK-FIXES-NEXT: {{^}}  sc::group Tasks;
  // CHECK-FIXES-NEXT: {{^}}  auto First = Tasks.spawn(count, 1);
  // CHECK-FIXES: {{^}}  sc::task<int> Second(Tasks.spawn([]() noexcept { return count(2); }));
  std::future<int> Second(std::async(std::launch::async, []() noexcept { return count(2); }));
  // CHECK-FIXES: {{^}}  Tasks.wait();
  // CHECK-FIXES: {{^}}  return First.get() + Second.get();
  // CHECK-NOTES: :[[@LINE+3]]:16: note: asked for here
  // CHECK-NOTES: :[[@LINE+2]]:31: note: asked for here
  // CHECK-NOTES: :[[@LINE-13]]:8: note: fix (safe): the work becomes tasks of a group{{$}}
  return First.get() + Second.get();
}

// The first error used to be that of the first future that is asked.
int errors(const std::vector<std::string> &Names) {
  std::vector<std::future<int>> Sizes;
  // CHECK-NOTES: :[[@LINE-1]]:33: warning: the work of the futures in 'Sizes' is waited for by hand
  // CHECK-NOTES: :[[@LINE+9]]:21: note: started here
  // CHECK-REVIEW: {{^}}  std::vector<sc::task<int>> Sizes;
  // CHECK-REVIEW: {{^}}  Sizes.reserve(Names.size());
  // CHECK-REVIEW-NEXT: {{^}}  sc::group Tasks;
  // CHECK-REVIEW-NEXT: {{^}}  for (const std::string &Name : Names)
  // CHECK-REVIEW-NEXT: {{^}}    Sizes.push_back(Tasks.spawn(load, Name));
  // CHECK-REVIEW-NEXT: {{^}}  int Sum = 0;
  Sizes.reserve(Names.size());
  for (const std::string &Name : Names)
    Sizes.push_back(std::async(std::launch::async, load, Name));
  int Sum = 0;
  // CHECK-REVIEW: {{^}}  Tasks.wait();
  // CHECK-REVIEW: {{^}}  for (sc::task<int> &Size : Sizes)
  for (std::future<int> &Size : Sizes)
    Sum += Size.get();
  // CHECK-NOTES: :[[@LINE-1]]:17: note: asked for here
  // CHECK-NOTES: :[[@LINE-18]]:33: note: fix (review): the work becomes tasks of a group, and the first error comes out of 'wait()', after which none starts{{$}}
  return Sum;
}

// In a try, errors have to come out inside of it.
int inTry() {
  auto First = std::async(std::launch::async, load, "a");
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the work of the futures 'First' and 'Second' is waited for by hand
  // CHECK-NOTES: :[[@LINE-2]]:16: note: started here
  // CHECK-NOTES: :[[@LINE+1]]:17: note: started here
  auto Second = std::async(load, "b");
  // CHECK-REVIEW: {{^}}  auto Second = Tasks.spawn(load, "b");
  try {
    // CHECK-REVIEW: {{^}}    Tasks.wait();
    // CHECK-REVIEW: {{^}}    const int Size = First.get();
    // CHECK-NOTES: :[[@LINE+2]]:28: note: asked for here
    // CHECK-NOTES: :[[@LINE+3]]:26: note: asked for here
    const int Size = First.get();
    log(Size);
    return Size + Second.get();
  } catch (const std::exception &) {
    return 0;
  }
  // CHECK-NOTES: :[[@LINE-17]]:8: note: fix (review): the work becomes tasks of a group, and the first error comes out of 'wait()', after which none starts; all of it is waited for before the first result is used; it runs at once, where it might have been put off until it is asked for
}
