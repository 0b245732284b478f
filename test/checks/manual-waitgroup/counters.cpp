// RUN: %check_structured -std=c++20-or-later %s structured-manual-waitgroup %t

#include <atomic>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

void work() noexcept;
void more();
void step(int) noexcept;

// Detached threads, which nothing else speaks of here.
void byLatch(int Count) {
  std::latch Done(Count);
  // CHECK-REVIEW: {{^}}void byLatch(int Count) {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group tasks;
  // CHECK-REVIEW-NEXT: {{^}}  //
  for (int I = 0; I < Count; ++I)
    std::thread([&Done, I] {
      step(I);
      Done.count_down();
    }).detach();
  // CHECK-REVIEW: {{^}}  for (int I = 0; I < Count; ++I)
  // CHECK-REVIEW-NEXT: {{^}}    tasks.go([I] {
  // CHECK-REVIEW-NEXT: {{^}}      step(I);
  // CHECK-REVIEW-NEXT: {{^}}    });
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-10]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (review): the threads become tasks of a group, which waits until they have ended, in place of 'Done'
  // CHECK-REVIEW: {{^}}  tasks.wait();
}

void byCounter(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
  std::vector<std::thread> Workers;
  // CHECK-REVIEW: {{^}}void byCounter(int Count) {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      more();
      std::lock_guard<std::mutex> Lock(Guard);
      if (++Done == Count)
        Changed.notify_one();
    });
  // CHECK-REVIEW: {{^}}    Workers.go([&] {
  // CHECK-REVIEW-NEXT: {{^}}      more();
  // CHECK-REVIEW-NEXT: {{^}}    });
  std::unique_lock<std::mutex> Lock(Guard);
  Changed.wait(Lock, [&] { return Done == Count; });
  Lock.unlock();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-11]]:13: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:3: note: fix (review): the threads become tasks of a group, which waits until they have ended, in place of 'Done', and the first error of one comes out of 'wait()', after which none starts
  // CHECK-REVIEW: {{^}}  Workers.wait();
  // CHECK-REVIEW-NEXT: {{^}}  //
  for (auto &Worker : Workers)
    Worker.join();
  work();
  // CHECK-REVIEW: {{^}}  work();
}

// What is kept under the same lock stays, and so does the lock.
void withResults(const std::vector<int> &Items, std::vector<int> &Results) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Left = 0;
  // CHECK-REVIEW: {{^}}  std::mutex Guard;
  // CHECK-REVIEW-NEXT: {{^}}  sc::group tasks;
  for (int Item : Items) {
    ++Left;
    std::thread([&, Item] {
      std::unique_lock<std::mutex> Lock(Guard);
      Results.push_back(Item);
      --Left;
      Lock.unlock();
      Changed.notify_all();
    }).detach();
  }
  // CHECK-REVIEW: {{^}}  for (int Item : Items) {
  // CHECK-REVIEW-NEXT: {{^}}    tasks.go([&, Item] {
  // CHECK-REVIEW-NEXT: {{^}}      std::unique_lock<std::mutex> Lock(Guard);
  // CHECK-REVIEW-NEXT: {{^}}      Results.push_back(Item);
  // CHECK-REVIEW-NEXT: {{^}}    });
  // CHECK-REVIEW-NEXT: {{^}}  }
  {
    std::unique_lock<std::mutex> Lock(Guard);
    while (Left > 0)
      Changed.wait(Lock);
  }
  // CHECK-NOTES: :[[@LINE-3]]:5: warning: this waits by hand until 'Left' says
  // CHECK-NOTES: :[[@LINE-20]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-18]]:9: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-6]]:5: note: fix (review): {{.*}}, in place of 'Left'
  // CHECK-REVIEW: {{^}}  tasks.wait();
}

void bySpinning() {
  std::atomic<int> done(0);
  std::thread first([&] { work(); ++done; });
  std::thread second([&done] {
    step(2);
    done.fetch_add(1);
  });
  // CHECK-REVIEW: {{^}}void bySpinning() {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group tasks;
  // CHECK-REVIEW-NEXT: {{^}}  tasks.go([&] { work(); });
  // CHECK-REVIEW-NEXT: {{^}}  tasks.go([] {
  // CHECK-REVIEW-NEXT: {{^}}    step(2);
  // CHECK-REVIEW-NEXT: {{^}}  });
  while (done != 2)
    std::this_thread::yield();
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'done' says
  // CHECK-NOTES: :[[@LINE-14]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-15]]:37: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-15]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-14]]:5: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-7]]:3: note: fix (review): {{.*}}, in place of 'done'
  // CHECK-REVIEW: {{^}}  tasks.wait();
  // CHECK-REVIEW-NEXT: {{^}}  //
  first.join();
  second.join();
}

// The ways to say how many there are.
void howMany(const std::vector<int> &Items) {
  std::latch OfItems(Items.size());
  for (int Item : Items)
    std::thread([&OfItems, Item] { step(Item); OfItems.count_down(); }).detach();
  OfItems.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'OfItems' says
  // CHECK-NOTES: :[[@LINE-3]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:48: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (review): {{.*}}, in place of 'OfItems'
}

void setLater(int Count) {
  std::atomic<int> Left(0);
  Left = Count;
  for (int I = 0; I != Count; I++) {
    std::thread Worker([&Left, I] { step(I); --Left; });
    Worker.detach();
  }
  while (Left) {
  }
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: this waits by hand until 'Left' says
  // CHECK-NOTES: :[[@LINE-6]]:17: note: started here
  // CHECK-NOTES: :[[@LINE-7]]:48: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-5]]:3: note: fix (review): {{.*}}, in place of 'Left'
}

void four() {
  std::latch Done{4};
  std::thread Workers[4];
  for (int I = 0; I < 4; ++I)
    Workers[I] = std::thread([&Done, I] { step(I); Done.count_down(); });
  Done.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits by hand until 'Done' says
  // CHECK-NOTES: :[[@LINE-3]]:18: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:52: note: says here that it is done
  // CHECK-NOTES: :[[@LINE-4]]:3: note: fix (review): {{.*}}, in place of 'Done'
  for (auto &Worker : Workers)
    Worker.join();
}
