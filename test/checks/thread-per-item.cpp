// RUN: %check_structured %s structured-thread-per-item %t -- -config='{CheckOptions: {structured-thread-per-item.Enable: true}}'

#include <array>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

void handle(int Item);
int next();
bool running();

void overContainer(const std::vector<int> &Items) {
  std::vector<std::thread> Workers;
  for (int Item : Items)
    // CHECK-NOTES: :[[@LINE+1]]:5: warning: this starts a thread for each item, however many there are; set a limit, as 'sc::group' has in 'sc::limit', or hand the items to a pool [structured-thread-per-item]
    Workers.emplace_back(handle, Item);
  // CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
  for (std::thread &Worker : Workers)
    Worker.join();
}

void overSize(const std::vector<int> &Items) {
  std::vector<std::thread> Workers;
  for (std::size_t I = 0; I < Items.size(); ++I) {
    Workers.push_back(std::thread(handle, Items[I]));
    // CHECK-NOTES: :[[@LINE-1]]:23: warning: this starts a thread for each item
    // CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
  }
  for (std::thread &Worker : Workers)
    Worker.join();
}

void overSizeKept(const std::vector<int> &Items) {
  const auto Count = Items.size();
  for (std::size_t I = 0; I < Count; ++I)
    std::thread(handle, Items[I]).detach();
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this starts a thread for each item
  // CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
}

void overIterators(const std::vector<int> &Items) {
  for (auto It = Items.begin(); It != Items.end(); ++It)
    std::thread(handle, *It).detach();
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this starts a thread for each item
  // CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
}

void asFutures(const std::vector<int> &Items) {
  std::vector<std::future<void>> Results;
  for (int Item : Items)
    Results.push_back(std::async(std::launch::async, handle, Item));
  // CHECK-NOTES: :[[@LINE-1]]:23: warning: this starts a thread for each item
  // CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
  for (std::future<void> &Result : Results)
    Result.get();
}

void forEachConnection() {
  for (;;)
    std::thread(handle, next()).detach();
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this starts a thread in each round, however many run already; set a limit, as 'sc::group' has in 'sc::limit', or hand the items to a pool [structured-thread-per-item]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
}

void unlessItFails() {
  while (true) {
    const int Connection = next();
    if (Connection < 0)
      continue;
    std::thread Worker(handle, Connection);
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: this starts a thread in each round
    // CHECK-NOTES: :[[@LINE-6]]:3: note: in this loop
    Worker.detach();
  }
}

void twoForEach(const std::vector<int> &Items) {
  for (int Item : Items)
    for (int I = 0; I < 2; ++I)
      std::thread(handle, Item).detach();
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: this starts a thread for each item
  // CHECK-NOTES: :[[@LINE-4]]:3: note: in this loop
}

template <class T> void inTemplate(const std::vector<T> &Items) {
  for (const T &Item : Items)
    std::thread(handle, Item).detach();
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this starts a thread for each item
  // CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
}
template void inTemplate(const std::vector<int> &);
template void inTemplate(const std::vector<short> &);

#define EACH(ITEMS)                                                                                \
  for (int Item : ITEMS)                                                                           \
  std::thread(handle, Item).detach()
// CHECK-NOTES: :[[@LINE-1]]:3: warning: this starts a thread for each item
// CHECK-NOTES: :[[@LINE-3]]:3: note: in this loop
void inMacro(const std::vector<int> &Items) {
  EACH(Items);
  EACH(Items);
}

void laterForEach(const std::vector<int> &Items) {
  auto Later = [&] {
    for (int Item : Items)
      std::thread(handle, Item).detach();
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: this starts a thread for each item
    // CHECK-NOTES: :[[@LINE-3]]:5: note: in this loop
  };
  Later();
}

// Silent.

void asManyAsProcessors() { // ok: a number of threads that does not depend on the work.
  std::vector<std::thread> Workers;
  for (unsigned I = 0; I < std::thread::hardware_concurrency(); ++I)
    Workers.emplace_back(handle, I);
  for (std::thread &Worker : Workers)
    Worker.join();
}

void asManyAsSaid(int Threads) { // ok: as many as the caller says.
  std::vector<std::thread> Workers;
  for (int I = 0; I < Threads; ++I)
    Workers.emplace_back(handle, I);
  for (std::thread &Worker : Workers)
    Worker.join();
}

void few() { // ok: four, and three, and as many as are written there.
  for (int I = 0; I < 4; ++I)
    std::thread(handle, I).detach();
  const int Fixed[] = {1, 2, 3};
  for (int Item : Fixed)
    std::thread(handle, Item).detach();
  for (int Item : {1, 2, 3})
    std::thread(handle, Item).detach();
  std::array<int, 3> Array = {};
  for (int Item : Array)
    std::thread(handle, Item).detach();
}

void slots(std::vector<std::thread> &Workers) { // ok: there are as many threads as places for them.
  for (std::thread &Worker : Workers)
    Worker = std::thread(handle, 1);
  for (std::size_t I = 0; I < Workers.size(); ++I)
    Workers[I] = std::thread(handle, 1);
}

struct Device {
  int Number;
  std::thread Reader;
};
void devices(std::vector<Device> &All, std::map<int, std::unique_ptr<Device>> &More) {
  for (Device &Each : All) // ok: each has its thread.
    Each.Reader = std::thread(handle, Each.Number);
  for (auto &Each : More)
    Each.second->Reader = std::thread(handle, Each.first);
}

void oneAfterAnother(const std::vector<int> &Items) { // ok: one at a time.
  for (int Item : Items) {
    std::thread Worker(handle, Item);
    Worker.join();
  }
}

void inBatches(const std::vector<int> &Items) { // ok: the loop looks how many there are.
  std::vector<std::thread> Workers;
  for (int Item : Items) {
    if (Workers.size() >= 8) {
      for (std::thread &Worker : Workers)
        Worker.join();
      Workers.clear();
    }
    Workers.emplace_back(handle, Item);
  }
  for (std::thread &Worker : Workers)
    Worker.join();
}

struct Semaphore {
  void acquire();
  void release();
};
void withTickets(Semaphore &Tickets) { // ok: the semaphore bounds it.
  for (;;) {
    Tickets.acquire();
    std::thread([&] {
      handle(next());
      Tickets.release();
    }).detach();
  }
}

void refuses(int &Clients, int Most) { // ok: it refuses what is too much.
  for (;;) {
    const int Connection = next();
    if (Clients >= Most)
      continue;
    std::thread(handle, Connection).detach();
  }
}

void untilTold() { // ok: what the rounds depend on is not known.
  while (running())
    std::thread(handle, next()).detach();
}

void loopInThread(const std::vector<int> &Items) { // ok: one thread.
  std::thread Worker([&] {
    for (int Item : Items)
      handle(Item);
  });
  Worker.join();
}

void lambdasOnly(const std::vector<int> &Items) { // ok: nothing is started here.
  for (int Item : Items) {
    auto Start = [=] { std::thread(handle, Item).detach(); };
    (void)Start;
  }
}
