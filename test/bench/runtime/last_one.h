#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

/// Lets a thread wait until so many tasks have left; for pools that do not count them.
class last_one {
 public:
  explicit last_one(std::int64_t tasks) : left_(tasks) {}
  void leave() {
    if (left_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    const std::lock_guard<std::mutex> lock(mutex_);
    gone_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return gone_; });
  }

 private:
  std::atomic<std::int64_t> left_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool gone_ = false;
};
