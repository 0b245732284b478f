// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <future>
#include <string>
#include <vector>
// CHECK-FIXES: {{^}}#include <future>
// CHECK-FIXES-NEXT: {{^}}#include <sc/group.h>
// CHECK-FIXES-NEXT: {{^}}#include <string>

int count(int) noexcept;
void store(int) noexcept;
int load(const std::string &Name);
void log(int);

// Nobody reads a result, so that nobody needs to keep the futures.
void unread() {
  auto first = std::async(std::launch::async, store, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the work of the futures 'first' and 'second' is waited for by hand
  // CHECK-FIXES: {{^}}  sc::group tasks;
  // CHECK-FIXES-NEXT: {{^}}  tasks.go(store, 1);
  std::future<void> second = std::async(std::launch::async, [] () noexcept {
    // The other half.
    store(2);
  });
  // CHECK-FIXES: {{^}}  tasks.go([] () noexcept {
  // CHECK-FIXES-NEXT: {{^}}    // The other half.
  // CHECK-FIXES-NEXT: {{^}}    store(2);
  // CHECK-FIXES-NEXT: {{^}}  });
  store(3);
  first.wait();
  // CHECK-FIXES: {{^}}  store(3);
  // CHECK-FIXES-NEXT: {{^}}  tasks.wait();
  first.get();
  second.get();
  // CHECK-FIXES-NOT: second.get
}

void unreadMany() {
  std::vector<std::future<void>> All;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the work of the futures in 'All' is waited for by hand
  // CHECK-FIXES: {{^}}void unreadMany() {
  // CHECK-FIXES-NOT: All
  // CHECK-FIXES: {{^}}  sc::group Tasks;
  // CHECK-FIXES-NEXT: {{^}}  for (int I = 0; I < 4; ++I)
  // CHECK-FIXES-NEXT: {{^}}    Tasks.go(store, I);
  // CHECK-FIXES-NEXT: {{^}}  Tasks.wait();
  All.reserve(4);
  for (int I = 0; I < 4; ++I)
    All.emplace_back(std::async(std::launch::async, store, I));
  for (auto &Each : All)
    Each.get();
}

void byIndex() {
  std::future<int> All[4];
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the work of the futures in 'All' is waited for by hand
  // CHECK-REVIEW: {{^}}  sc::task<int> All[4];
  // CHECK-REVIEW: {{^}}  sc::group Tasks;
  for (int I = 0; I < 4; ++I)
    All[I] = std::async(std::launch::async, count, I);
  // CHECK-REVIEW: {{^}}    All[I] = Tasks.spawn(count, I);
  // CHECK-REVIEW: {{^}}  Tasks.wait();
  for (int I = 0; I < 4; ++I)
    log(All[I].get());
}

int oneBesideOther() {
  auto Other = std::async(std::launch::async, count, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the work of the future 'Other' is waited for by hand
  // CHECK-FIXES: {{^}}  auto Other = Tasks.spawn(count, 1);
  const int Here = count(2);
  // CHECK-FIXES: {{^}}  Tasks.wait();
  // CHECK-FIXES: {{^}}  if (Other.get() > Here)
  if (Other.get() > Here)
    return 1;
  return 2;
}
