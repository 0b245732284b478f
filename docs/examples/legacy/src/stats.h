#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <thread>

#include "store.h"

namespace tally {

// Watches how fast a store is being updated.
class RateSampler {
 public:
  RateSampler(const Store& store, std::chrono::milliseconds period);
  ~RateSampler();

  // Updates per second, averaged over the last few periods.
  double PerSecond() const;

 private:
  void Run();

  const Store& store_;
  const std::chrono::milliseconds period_;
  std::thread thread_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::deque<unsigned long long> window_;
};

// Writes the rate to stderr once a minute.
bool StartStatsReporter(RateSampler* sampler);

}  // namespace tally
