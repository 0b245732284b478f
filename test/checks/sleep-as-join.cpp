// RUN: %check_structured -std=c++17-or-later %s structured-sleep-as-join %t

#include <atomic>
#include <chrono>
#include <pthread.h>
#include <thread>

extern "C" unsigned usleep(unsigned);

void work();
void more();
void *routine(void *);

void detachedThenSlept() {
  std::thread(work).detach();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes that the work that is started here is done by then; give the work an owner, such as an 'sc::group', and wait for it [structured-sleep-as-join]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: started here
}

void detachedByName() {
  std::thread Worker([] { work(); });
  Worker.detach();
  usleep(1000);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes
  // CHECK-NOTES: :[[@LINE-4]]:15: note: started here
}

void started_in_a_loop() {
  for (int I = 0; I < 10; ++I)
    new std::thread(work);
  usleep(5000);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes
  // CHECK-NOTES: :[[@LINE-3]]:9: note: started here
  for (int I = 0; I < 10; ++I)
    new std::thread(more);
  usleep(10000);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes
  // CHECK-NOTES: :[[@LINE-8]]:9: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:9: note: started here
}

void neverNamedAgain() {
  std::thread Worker(work);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
}

void ofC() {
  pthread_t Worker;
  pthread_create(&Worker, nullptr, routine, nullptr);
  pthread_detach(Worker);
  usleep(1000);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this sleep hopes
  // CHECK-NOTES: :[[@LINE-4]]:3: note: started here
}

// A loop that only sleeps, until a variable changes.

void polled() {
  std::atomic<bool> Done(false);
  std::thread Worker([&] {
    work();
    Done = true;
  });
  while (!Done)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this loop sleeps until work that is started here changes 'Done'; wait for the work itself: join it, or have it set a promise or count down a latch [structured-sleep-as-join]
  // CHECK-NOTES: :[[@LINE-5]]:5: note: changed here
  // CHECK-NOTES: :[[@LINE-8]]:15: note: started here
  Worker.join();
}

std::atomic<int> Count(0);

void counts() { ++Count; }

void polledByCount() {
  for (int I = 0; I < 3; ++I)
    std::thread(counts).detach();
  do {
    usleep(10);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this loop sleeps until work that is started here changes 'Count'
    // CHECK-NOTES: :[[@LINE-8]]:17: note: changed here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  } while (Count.load() < 3);
}

bool Ready;

void polledUnseen() {
  std::thread(work).detach();
  while (!Ready)
    usleep(10);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this loop sleeps until 'Ready' changes, in place of a wait for the work that is started here; give the work an owner, such as an 'sc::group', and wait for it [structured-sleep-as-join]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: started here
}

void joined() { // ok: the sleep does not stand for the join.
  std::thread Worker(work);
  usleep(1000);
  Worker.join();
}

void joinedBefore() { // ok: nothing is left to wait for.
  std::thread Worker(work);
  Worker.join();
  usleep(1000);
}

void keptFor(std::thread &Keeper) { // ok: somebody else waits.
  std::thread Worker(work);
  Keeper = std::move(Worker);
  usleep(1000);
}

void sleepFirst() { // ok: the sleep comes before.
  usleep(1000);
  std::thread(work).detach();
}

void paced() { // ok: one thread after the other, at a rate.
  for (int I = 0; I < 10; ++I) {
    std::thread(work).detach();
    usleep(1000);
  }
}
