#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "bounded_queue.h"

namespace tally {

// A fixed number of workers. The destructor finishes what was submitted.
class ThreadPool {
 public:
  explicit ThreadPool(std::size_t workers) : jobs_(256) {
    for (std::size_t i = 0; i < workers; ++i) {
      workers_.emplace_back([this] { Work(); });
    }
  }

  ~ThreadPool() {
    jobs_.Close();
    for (std::thread& worker : workers_) worker.join();
  }

  // The future holds the result of job(), or the exception it threw.
  template <typename F>
  auto Submit(F job) -> std::future<decltype(job())> {
    using Result = decltype(job());
    auto task = std::make_shared<std::packaged_task<Result()>>(std::move(job));
    std::future<Result> result = task->get_future();
    jobs_.Push([task] { (*task)(); });
    return result;
  }

 private:
  void Work() {
    std::function<void()> job;
    while (jobs_.Pop(&job)) job();
  }

  BoundedQueue<std::function<void()>> jobs_;
  std::vector<std::thread> workers_;
};

}  // namespace tally
