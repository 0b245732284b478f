// A thread in a member counts until the end of the object tells it to stop, by a flag.
// fixes: 1 review
#include <atomic>
#include <iostream>
#include <thread>

class Ticker {
public:
  explicit Ticker(std::atomic<long> &ticks) : ticks_(ticks), stop_(false) {}

  void start() { thread_ = std::thread(&Ticker::run, this); }

  ~Ticker() {
    stop_ = true;
    if (thread_.joinable())
      thread_.join();
  }

private:
  void run() {
    while (!stop_.load()) {
      ++ticks_;
      std::this_thread::yield();
    }
    ticks_ = -ticks_;
  }

  std::atomic<long> &ticks_;
  std::atomic<bool> stop_;
  std::thread thread_;
};

int main() {
  std::atomic<long> ticks{0};
  {
    Ticker idle(ticks); // Never started.
  }
  if (ticks != 0)
    return 1;
  {
    Ticker ticker(ticks);
    ticker.start();
    while (ticks < 100)
      std::this_thread::yield();
  }
  if (ticks > -100) { // The thread has said that it ended, and after that nothing runs.
    std::cerr << ticks << " ticks\n";
    return 1;
  }
  return 0;
}
