#pragma once

#include <functional>

namespace folly {
struct Executor {
  virtual ~Executor();
  virtual void add(std::function<void()> Work) = 0;
};
struct CPUThreadPoolExecutor : Executor {
  explicit CPUThreadPoolExecutor(int Threads);
  void add(std::function<void()> Work) override;
  void join();
};
} // namespace folly
