#include <fstream>
#include <future>
#include <stdexcept>
#include <thread>

#include "bounded_queue.h"
#include "check.h"
#include "journal.h"
#include "snapshot.h"
#include "thread_pool.h"

static void TestStore() {
  tally::Store store;
  std::thread other([&store] {
    for (int i = 0; i < 1000; ++i) store.Add("n", 1);
  });
  for (int i = 0; i < 1000; ++i) store.Add("n", 1);
  other.join();
  CHECK(store.Add("n", -1) == 1999);
  store.Put("m", 7);
  store.Drop("n");
  CHECK((store.All() == tally::Store::Counters{{"m", 7}}));
  CHECK(store.updates() == 2003);
}

static void TestQueue() {
  tally::BoundedQueue<int> queue(2);
  int sum = 0;
  std::thread consumer([&queue, &sum] {
    int item = 0;
    while (queue.Pop(&item)) sum += item;
  });
  for (int i = 1; i <= 100; ++i) CHECK(queue.Push(i));
  queue.Close();
  consumer.join();
  CHECK(sum == 5050);
  CHECK(!queue.Push(1));
}

static void TestPool() {
  tally::ThreadPool pool(2);
  std::future<int> answer = pool.Submit([] { return 42; });
  std::future<void> failure =
      pool.Submit([] { throw std::runtime_error("no"); });
  CHECK(answer.get() == 42);
  bool thrown = false;
  try {
    failure.get();
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  CHECK(thrown);
}

static void TestJournal(const std::string& path) {
  {
    tally::Journal journal(path);
    for (int i = 0; i < 50; ++i) journal.Append(std::to_string(i));
  }
  std::ifstream file(path);
  int expected = 0;
  int number = 0;
  while (file >> number) CHECK(number == expected++);
  CHECK(expected == 50);
}

static void TestSnapshot(const std::string& directory) {
  tally::Store saved;
  for (int i = 0; i < 40; ++i) saved.Put("c" + std::to_string(i), i);
  CHECK(tally::Snapshot(saved, directory).Save() == 40);
  tally::Store loaded;
  CHECK(tally::Snapshot(loaded, directory).Load() == 40);
  CHECK(loaded.All() == saved.All());

  std::ofstream(directory + "/part-2.tally") << "no number\n";
  bool thrown = false;
  try {
    tally::Snapshot(loaded, directory).Load();
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  CHECK(thrown);
}

int main() {
  const TestDirectory directory;
  TestStore();
  TestQueue();
  TestPool();
  TestJournal(directory.path + "/journal");
  TestSnapshot(directory.path);
  return g_failures == 0 ? 0 : 1;
}
