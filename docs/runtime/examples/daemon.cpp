// Work in the background of an object, which is started, and stopped.
#include <chrono>
#include <cstdio>
#include <sc/daemon.h>
#include <sc/sleep.h>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

using namespace std::chrono_literals;

// begin metrics
class metrics {
 public:
  explicit metrics(std::string file) : file_(std::move(file)) {}

  // Returns when the file is open; throws if it cannot be opened.
  void start() {
    flusher_.start([this](const sc::stop_token& stop, const sc::ready<>& ready) {
      open();
      ready();
      while (sc::sleep_for(1h, stop)) flush();
      flush();  // The last time.
    });
  }
  void stop() { flusher_.stop(); }

 private:
  void open() {
    if (file_.empty()) throw std::runtime_error("there is no file to write to");
    std::printf("%s: open\n", file_.c_str());
  }
  void flush() { std::printf("%s: flushed\n", file_.c_str()); }

  std::string file_;
  sc::daemon flusher_;  // After what it uses: ends first.
};
// end metrics

}  // namespace

// begin main
int main() {
  metrics good("metrics.log");
  good.start();
  std::puts("main: the server runs");
  good.stop();

  metrics bad("");
  try {
    bad.start();
  } catch (const std::exception& e) {
    std::printf("main: %s\n", e.what());
  }
}
// end main
