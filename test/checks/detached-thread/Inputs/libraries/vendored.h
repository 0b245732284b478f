#pragma once
#include <thread>

namespace boost {
struct daemon {
  void start() {
    std::thread([] {}).detach();
  }
};
} // namespace boost
