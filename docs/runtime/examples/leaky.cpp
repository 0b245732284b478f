// A server whose requests leave a task behind, sampled every 100 ms.
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <sc/condition.h>
#include <sc/group.h>
#include <sc/sampler.h>
#include <sc/stop_token.h>
#include <sc/virtual_clock.h>
#include <utility>

namespace {

using namespace std::chrono_literals;

// Stands for work: until it is told to stop.
void work(const sc::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable changed;
  std::unique_lock<std::mutex> lock(mutex);
  static_cast<void>(sc::wait(changed, lock, [] { return false; }, stop));
}

// Returns when the task has begun, so that its thread is counted each time.
void start(sc::group& tasks) {
  std::promise<void> begun;
  const std::future<void> has_begun = begun.get_future();
  tasks.go([begun = std::move(begun)](const sc::stop_token& stop) mutable {
    begun.set_value();
    work(stop);
  });
  has_begun.wait();
}

// Stands for the clock, so that the program prints the same each time.
void take_100ms(sc::virtual_clock& clock) {
  clock.wait_for_timers(1);  // The sampler sleeps.
  clock.advance(100ms);
  clock.wait_for_timers(1);
}

// begin handle
void handle(int tasks, sc::group& logs, sc::virtual_clock& clock) {
  sc::group request;
  for (int i = 0; i < tasks; ++i) start(request);
  if (tasks != 0) start(logs);  // Nothing waits for this one.
  take_100ms(clock);
  request.cancel();
}
// end handle

}  // namespace

// begin main
int main() {
  sc::virtual_clock clock;
  const sc::sampler samples("/dev/stdout", 100ms);
  sc::group logs;
  for (const int tasks : {2, 6, 9, 4, 1, 3, 8, 7, 2, 1, 5, 9, 3, 1, 0}) handle(tasks, logs, clock);
  logs.cancel();  // So that this program ends.
}
// end main
