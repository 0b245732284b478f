// Work that no scope waits for, owned by the process.
#include <chrono>
#include <cstdio>
#include <sc/detached.h>
#include <sc/sleep.h>

namespace {

void report_until_stopped(const sc::stop_token& stop) {
  while (sc::sleep_for(std::chrono::hours(1), stop)) std::puts("report");
  std::puts("reporter: the process ends");
}

}  // namespace

// begin main
int main() {
  sc::set_detached_grace(std::chrono::minutes(1));
  sc::detached("reports every hour until the process ends", report_until_stopped);
  std::puts("main: done");
}
// end main
