// What is fine with threads is fine with executors: a daemon in main, a queue with one consumer, a test that waits.
// RUN: %check_structured -std=c++17-or-later %s 'structured-*' %t

#include <chrono>
#include <folly/Executor.h>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <vector>

void serveDebug();
void serve();
bool more();
void flush();

class Metrics {
public:
  // The one consumer lives as long as the object; what does not fit is dropped.
  bool tryEmit(int Event) {
    if (Events.size() > 100)
      return false;
    Events.push_back(Event);
    return true;
  }

private:
  std::vector<int> Events;
};

void emit(Metrics &Sink) { Sink.tryEmit(1); }

void testWaits() {
  folly::CPUThreadPoolExecutor Pool(2);
  int Sum = 0;
  Pool.add([&Sum] { ++Sum; });
  Pool.join();
}

void eachInTurn(const std::vector<int> &Items, folly::Executor &Pool) {
  // Each has a copy of its own.
  for (int Item : Items)
    Pool.add([Item] {
      if (Item)
        flush();
    });
}

void both(folly::CPUThreadPoolExecutor &Pool) {
  // Right, if slow: who waits, waits for the longer of the two.
  std::promise<void> First, Second;
  Pool.add([&First] {
    std::this_thread::sleep_for(std::chrono::seconds(10));
    First.set_value();
  });
  Pool.add([&Second] {
    flush();
    Second.set_value();
  });
  First.get_future().wait();
  Second.get_future().wait();
}

int main() {
  folly::CPUThreadPoolExecutor Pool(2);
  Pool.add(serveDebug);
  Pool.add([] {
    while (more())
      flush();
  });
  serve();
}
