// A group that gives up after a time.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>

namespace {

using namespace std::chrono_literals;

// begin load
void load_posts() {
  sc::group loads(sc::timeout{20ms});
  loads.go([](const sc::stop_token& stop) {
    if (!sc::sleep_for(1h, stop)) throw sc::cancelled();  // A slow server.
  });
  try {
    loads.wait();
  } catch (const sc::deadline_exceeded&) {
    std::puts("too late");
  }
}
// end load

// begin in time
void load_in_time() {
  sc::group loads(sc::timeout{1h});
  loads.go([] {});
  loads.wait();
  std::puts(loads.cause() ? "stopped" : "in time, and never stopped");
}
// end in time

}  // namespace

int main() {
  load_posts();
  load_in_time();
}
