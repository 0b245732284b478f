// RUN: %check_structured -std=c++20-or-later %s structured-manual-waitgroup %t

#include <atomic>
#include <condition_variable>
#include <functional>
#include <latch>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

void work() noexcept;
void show(int) noexcept;
bool ready() noexcept;

// Threads that are joined too become tasks at least, and what counts stays.
void inBranch(int Count) {
  std::latch Done(Count);
  std::vector<std::thread> Workers;
  // CHECK-FIXES: {{^}}  std::latch Done(Count);
  // CHECK-FIXES-NEXT: {{^}}  sc::group Workers(sc::propagate::terminate);
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      work();
      Done.count_down();
    });
  // CHECK-FIXES: {{^}}      work();
  // CHECK-FIXES-NEXT: {{^}}      Done.count_down();
  if (ready())
    Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-9]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program; 'Done' stays, as the wait stands in another block than the threads, or in a branch
  // CHECK-FIXES: {{^}}    Done.wait();
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-FIXES: {{^}}  Workers.wait();
}

struct Shared {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
};

void ofStructure(int Count) {
  Shared All;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      work();
      std::lock_guard<std::mutex> Lock(All.Guard);
      ++All.Done;
      All.Changed.notify_one();
    });
  std::unique_lock<std::mutex> Lock(All.Guard);
  while (All.Done < Count)
    All.Changed.wait(Lock);
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-10]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:13: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:3: note: fix (safe): {{.*}}; 'Done' stays, as 'Done' is a part of something else
  Lock.unlock();
  for (auto &Worker : Workers)
    Worker.join();
}

// Of detached threads nothing is known but that they count.
void take(std::atomic<int> &Left) {
  work();
  --Left;
}

void byFunction(int Count) {
  std::atomic<int> Left(Count);
  for (int I = 0; I < Count; ++I)
    std::thread(take, std::ref(Left)).detach();
  while (Left != 0) {
  }
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Left' says
  // CHECK-NOTES: :[[@LINE-4]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-11]]:5: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:3: note: fix (manual): {{.*}}; no fix, as what a thread runs is not written where it is started
}

void lockedEarlier(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      std::lock_guard<std::mutex> Lock(Guard);
      ++Done;
      Changed.notify_one();
    }).detach();
  std::unique_lock<std::mutex> Lock(Guard);
  work();
  Changed.wait(Lock, [&] { return Done == Count; });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-10]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as 'Lock' is not locked right before the wait
}

// Tasks could wait for the lock that this would hold.
void lockedAgain(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      std::lock_guard<std::mutex> Lock(Guard);
      ++Done;
      Changed.notify_one();
    }).detach();
  std::unique_lock<std::mutex> Lock(Guard);
  Changed.wait(Lock, [&] { return Done == Count; });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-9]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-7]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as 'Lock' is used for something else too
  std::unique_lock<std::mutex> Other(std::move(Lock));
}

void mutexOfOthers(int Count, std::mutex &Guard) {
  std::condition_variable Changed;
  int Done = 0;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      std::lock_guard<std::mutex> Lock(Guard);
      ++Done;
      Changed.notify_one();
    }).detach();
  std::unique_lock<std::mutex> Lock(Guard);
  Changed.wait(Lock, [&] { return Done == Count; });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-9]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-7]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as others may lock what 'Lock' locks
}

void mutexForMore(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      std::lock_guard<std::mutex> Lock(Guard);
      ++Done;
      Changed.notify_one();
    }).detach();
  std::thread Other([&] { std::lock_guard<std::mutex> Lock(Guard); });
  {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock, [&] { return Done == Count; });
  }
  // CHECK-NOTES: :[[@LINE-2]]:5: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:5: note: fix (manual): {{.*}}; no fix, as 'Guard' is used for something else too
  Other.join();
}

// It wakes up more than this function.
void wakesOthers(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
  bool Go = false;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      std::unique_lock<std::mutex> Lock(Guard);
      Changed.wait(Lock, [&] { return Go; });
      ++Done;
      Changed.notify_all();
    }).detach();
  Go = true;
  std::unique_lock<std::mutex> Lock(Guard);
  Changed.wait(Lock, [&] { return Done == Count; });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-10]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as 'Changed' is used for something else too
}

template <class Last> struct Finally {
  ~Finally() { L(); }
  Last L;
};
template <class Last> Finally(Last) -> Finally<Last>;

void byGuard(int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      Finally Last{[&] { Done.count_down(); }};
      work();
    }).detach();
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-6]]:26: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as a thread does not count 'Done' as the last that it does
}

void declaredTogether(int Count) {
  std::latch Done(Count), Other(1);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      Done.count_down();
    }).detach();
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as the declaration of 'Done' does more
}

void shared(int Count) {
  auto Done = std::make_shared<std::latch>(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([Done] {
      work();
      Done->count_down();
    }).detach();
  Done->wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as where the group should be is a decision
}

void onJthreads(int Count) {
  std::latch Done(Count);
  std::vector<std::jthread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      work();
      Done.count_down();
    });
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as where the group should be is a decision
}

// How many are waited for, has to be plain.
void theFirst(int Count) {
  std::latch Done(1);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      Done.count_down();
    }).detach();
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (manual): {{.*}}; no fix, as it may be fewer than all that 'Done' waits for
}

void twoOfMany() {
  std::atomic<int> Done(0);
  for (int I = 0; I < 10; ++I)
    std::thread([&] {
      work();
      ++Done;
    }).detach();
  while (Done < 2)
    std::this_thread::yield();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-7]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-6]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:3: note: fix (manual): {{.*}}; no fix, as it may be fewer than all that 'Done' waits for
}

void halfOfThem(int Count) {
  std::atomic<int> Left(Count);
  for (int I = 0; I < 2 * Count; ++I)
    std::thread([&] {
      work();
      --Left;
    }).detach();
  while (Left > 0)
    std::this_thread::yield();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Left' says
  // CHECK-NOTES: :[[@LINE-7]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-6]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:3: note: fix (manual): {{.*}}; no fix, as it may be fewer than all that 'Left' waits for
}

void countedOnce(int Count) {
  std::atomic<int> Left(0);
  ++Left;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      --Left;
    }).detach();
  while (Left > 0)
    std::this_thread::yield();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Left' says
  // CHECK-NOTES: :[[@LINE-7]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-6]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:3: note: fix (manual): {{.*}}; no fix, as it may be fewer than all that 'Left' waits for
}
