// One of two downloads is stopped; the other goes on.
#include <chrono>
#include <cstdio>
#include <future>
#include <sc/group.h>
#include <sc/sleep.h>
#include <sc/this_task.h>

namespace {

// begin downloads
void endless(const sc::stop_token& stop) {
  static_cast<void>(sc::sleep_for(std::chrono::hours(1), stop));
  std::puts("endless: stopped");
}

void download_both() {
  std::promise<void> stopped;
  sc::group first, second;  // What is to be stopped by itself has a group of its own.
  first.go(endless);
  second.go([&, go_on = stopped.get_future()] {
    go_on.wait();
    std::puts(sc::this_task::stop_requested() ? "second: told to stop" : "second: undisturbed");
  });
  first.cancel();
  first.wait();
  stopped.set_value();
  second.wait();
}
// end downloads

}  // namespace

int main() { download_both(); }
