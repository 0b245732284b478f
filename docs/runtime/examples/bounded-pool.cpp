// A hundred tasks, at most eight at a time.
#include <cstdio>
#include <mutex>
#include <sc/group.h>

namespace {

// Counts who is inside, and the most that ever were.
class meter {
 public:
  void enter() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (++now_ > most_) most_ = now_;
  }
  void leave() {
    const std::lock_guard<std::mutex> lock(mutex_);
    --now_;
    ++passed_;
  }
  int most() const { return most_; }
  int passed() const { return passed_; }

 private:
  std::mutex mutex_;
  int now_ = 0, most_ = 0, passed_ = 0;
};

// begin process
void process(meter& here, int /*item*/) {
  here.enter();
  here.leave();
}

void process_all(meter& here) {
  sc::group tasks(sc::limit{8});
  for (int item = 0; item < 100; ++item)
    tasks.go([&here, item] { process(here, item); });  // Never blocks: what has no place waits.
  tasks.wait();
}
// end process

}  // namespace

int main() {
  meter here;
  process_all(here);
  std::printf("processed: %d\n", here.passed());
  std::printf("never more than eight: %s\n", here.most() <= 8 ? "true" : "false");
}
