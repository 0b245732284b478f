// A flusher beside a server: if one fails, the program ends. It ends with code 1.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>
#include <stdexcept>

namespace {

using namespace std::chrono_literals;

void flush() { std::puts("flushed"); }

void run_server(const sc::stop_token&) { throw std::runtime_error("port 80 is in use"); }

}  // namespace

// begin main
int main() {
  sc::group tasks;
  tasks.go([](const sc::stop_token& stop) {
    while (sc::sleep_for(1h, stop)) flush();
    flush();  // The last time.
  });
  tasks.go(run_server);
  try {
    tasks.wait();
  } catch (const std::exception& e) {
    std::printf("server: %s\n", e.what());
    return 1;
  }
}
// end main
