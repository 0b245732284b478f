// The first error tells the other tasks to stop.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>
#include <stdexcept>

namespace {

using namespace std::chrono_literals;

// begin tasks
void fetch_user() { throw std::runtime_error("there is no user 7"); }

void fetch_posts(const sc::stop_token& stop) {
  if (!sc::sleep_for(1h, stop)) {  // A slow server.
    std::puts("posts: told to stop");
    return;
  }
  std::puts("posts: fetched");
}

void load_all() {
  sc::group loads;
  loads.go(fetch_posts);  // Takes a token, so it is given the group's.
  loads.go(fetch_user);
  loads.wait();
}
// end tasks

}  // namespace

int main() {
  try {
    load_all();
  } catch (const std::exception& e) {
    std::printf("load_all: %s\n", e.what());
  }
}
