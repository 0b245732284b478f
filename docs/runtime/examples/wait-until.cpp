// A test that fails in time when what it tests never ends.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>
#include <sc/testing.h>

namespace {

using namespace std::chrono_literals;

// begin ends in time
template <class Work>
bool ends_in_time(Work work, std::chrono::milliseconds time) {
  sc::group tasks;
  tasks.go(work);
  const bool ended = sc::finishes_within(tasks, time);
  if (!ended) tasks.cancel();
  tasks.wait();
  return ended;
}
// end ends in time

}  // namespace

int main() {
  const auto quick = [] {};
  const auto stuck = [] { static_cast<void>(sc::sleep_for(24h)); };
  std::printf("quick: %s\n", ends_in_time(quick, 1h) ? "in time" : "late");
  std::printf("stuck: %s\n", ends_in_time(stuck, 1ms) ? "in time" : "late");
}
