#pragma once

#include <thread>
#include <utility>

namespace tally {

// A thread that may be destroyed while it is running: the destructor of a
// joinable std::thread ends the program, this one lets the work carry on.
class BackgroundTask {
 public:
  BackgroundTask() = default;
  ~BackgroundTask() {
    if (thread_.joinable()) thread_.detach();
  }

  template <typename F>
  void Start(F work) {
    thread_ = std::thread(std::move(work));
  }

 private:
  std::thread thread_;
};

}  // namespace tally
