// Three tasks: one ends, one fails, one is told to stop.
#include <condition_variable>
#include <cstdio>
#include <exception>
#include <functional>
#include <mutex>
#include <sc/condition.h>
#include <sc/group.h>
#include <stdexcept>
#include <string>

namespace {

// Lets the tasks go on one by one, where a real program would take its time.
class turns {
 public:
  // Waits for turn number `turn`; false if a stop came first.
  bool wait_for(int turn, const sc::stop_token& stop) {
    std::unique_lock<std::mutex> lock(mutex_);
    return sc::wait(changed_, lock, [&] { return turn_ == turn; }, stop);
  }
  void next() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++turn_;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int turn_ = 1;
};

// begin slow
void slow(const sc::stop_token& stop, turns& turn, const std::string& name, int start, int end,
          bool fails) {
  turn.wait_for(start, stop);
  std::printf("[%s] start\n", name.c_str());
  turn.next();
  if (!turn.wait_for(end, stop)) {
    std::printf("[%s] cancelled\n", name.c_str());
    throw sc::cancelled();
  }
  if (fails) {
    std::printf("[%s] failing\n", name.c_str());
    throw std::runtime_error(name + " exploded");
  }
  std::printf("[%s] done\n", name.c_str());
  turn.next();
}
// end slow

std::string text_of(const std::exception_ptr& error) {
  if (!error) return "none";
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    return e.what();
  }
}

}  // namespace

// begin main
int main() {
  turns turn;
  sc::group tasks;
  tasks.go(slow, std::ref(turn), "A", 1, 4, false);
  tasks.go(slow, std::ref(turn), "B", 2, 5, true);
  tasks.go(slow, std::ref(turn), "C", 3, 6, false);
  try {
    tasks.wait();
  } catch (const std::runtime_error& e) {
    std::printf("wait threw: %s\n", e.what());
  }
  std::printf("cause: %s\n", text_of(tasks.cause()).c_str());
  std::printf("errors: %zu\n", tasks.errors().size());
}
// end main
