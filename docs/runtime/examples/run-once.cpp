// A pause beside the work, which ends with the work.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>

namespace {

void do_work() { std::puts("the work is done"); }

// begin run once
void run_once() {
  sc::group tasks;
  tasks.go([](const sc::stop_token& stop) {
    const bool slept = sc::sleep_for(std::chrono::hours(10), stop);
    std::puts(slept ? "slept for ten hours" : "the pause was cut short");
  });
  tasks.go([&] {
    do_work();
    tasks.cancel();
  });
  tasks.wait();
}
// end run once

}  // namespace

int main() { run_once(); }
