// A producer and a consumer in one group, with a bounded queue between them.
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <optional>
#include <sc/condition.h>
#include <sc/group.h>
#include <stdexcept>
#include <utility>

namespace {

// begin queue
template <class T>
class queue {
 public:
  explicit queue(std::size_t places) : places_(places) {}

  // Waits for a place; false if the task was told to stop before there was one.
  bool push(T item) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!sc::wait(changed_, lock, [&] { return items_.size() < places_; })) return false;
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }
  // Waits for an item; empty if none will come any more.
  std::optional<T> pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    sc::wait(changed_, lock, [&] { return !items_.empty() || closed_; });
    if (items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    changed_.notify_all();
    return item;
  }
  void close() {
    const std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  const std::size_t places_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  bool closed_ = false;
};
// end queue

// begin pipeline
void run(int count) {
  queue<int> items(2);
  sc::group stages;
  stages.go([&] {
    for (int item = 1; item <= count; ++item) {
      if (!items.push(item)) {
        std::puts("producer: told to stop");
        return;
      }
    }
    items.close();
  });
  stages.go([&] {
    while (const std::optional<int> item = items.pop()) {
      if (*item == 4) throw std::runtime_error("consumer: 4 is too many");
      std::printf("consumed %d\n", *item);
    }
  });
  stages.wait();
}
// end pipeline

}  // namespace

int main() {
  run(2);
  try {
    run(1000);
  } catch (const std::exception& e) {
    std::puts(e.what());
  }
}
