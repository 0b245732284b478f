#pragma once

#include <map>
#include <mutex>
#include <string>

namespace tally {

// The named counters. Every member may be called from any thread.
class Store {
 public:
  using Counters = std::map<std::string, long long>;

  // Returns the new value.
  long long Add(const std::string& name, long long amount) {
    std::lock_guard<std::mutex> lock(mutex_);
    ++updates_;
    return counters_[name] += amount;
  }

  void Put(const std::string& name, long long value) {
    std::lock_guard<std::mutex> lock(mutex_);
    ++updates_;
    counters_[name] = value;
  }

  void Drop(const std::string& name) {
    std::lock_guard<std::mutex> lock(mutex_);
    ++updates_;
    counters_.erase(name);
  }

  Counters All() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return counters_;
  }

  // How many changes there were since the start.
  unsigned long long updates() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return updates_;
  }

 private:
  mutable std::mutex mutex_;
  Counters counters_;
  unsigned long long updates_ = 0;
};

}  // namespace tally
