// RUN: %check_structured -std=c++17-or-later %s structured-unjoined-thread %t

#include <thread>
#include <vector>

void load() noexcept;
void save();
bool open();

bool earlyReturn() {
  std::thread Loader(load);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Loader' is not joined on every path out of its scope
  // CHECK-REVIEW: {{^}}  sc::group Tasks;
  // CHECK-REVIEW-NEXT: {{^}}  Tasks.go(load);
  if (!open())
    return false;
  // CHECK-NOTES: :[[@LINE-2]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-2]]:5: note: returns here without joining 'Loader'
  Loader.join();
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (review): a group waits for the thread on every path
  // CHECK-REVIEW: {{^}}  Tasks.wait();
  return true;
}

void neverJoined() {
  std::thread Saver(save);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Saver' before its scope ends
  // CHECK-NOTES: :[[@LINE-2]]:15: note: fix (review): a group waits for the thread on every path
  // CHECK-REVIEW: {{^}}  sc::group Tasks(sc::propagate::terminate);
  // CHECK-REVIEW-NEXT: {{^}}  Tasks.go(save);
}

bool container() {
  std::vector<std::thread> Loaders;
  // CHECK-REVIEW: {{^}}  sc::group Loaders;
  for (int I = 0; I < 3; ++I)
    Loaders.emplace_back(load);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the threads in 'Loaders' are not joined on every path
  // CHECK-REVIEW: {{^}}    Loaders.go(load);
  if (!open())
    return false;
  // CHECK-NOTES: :[[@LINE-2]]:7: note: this condition holds
  // CHECK-NOTES: :[[@LINE-2]]:5: note: returns here without joining 'Loaders'
  for (auto &Each : Loaders)
    Each.join();
  // CHECK-NOTES: :[[@LINE-9]]:5: note: fix (review): a group waits for the thread on every path
  // CHECK-REVIEW: {{^}}  Loaders.wait();
  return true;
}

// A group that has waited takes no more tasks.
void startedAgain() {
  std::thread Loader(load);
  Loader.join();
  Loader = std::thread(save);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'Loader' is not joined on every path
  // CHECK-NOTES: :[[@LINE+2]]:1: note: the scope of 'Loader' ends here without a join
  // CHECK-NOTES: :[[@LINE-3]]:12: note: fix (manual): join it on each path, or let an 'sc::group' do so; no fix, as 'Loader' is started again after it was joined
}

// A group would wait for ever.
void endless() {
  std::thread Server([] {
    // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing joins 'Server' before its scope ends
    // CHECK-NOTES: :[[@LINE-2]]:15: note: fix (manual): join it on each path, or let an 'sc::group' do so; no fix, as it never ends, nor would the wait
    for (;;)
      load();
  });
}
