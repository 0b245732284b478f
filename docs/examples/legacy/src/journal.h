#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "bounded_queue.h"

namespace tally {

// An append-only record of the accepted updates. One thread writes the lines
// in the order of the Append() calls; the destructor writes those still queued.
class Journal {
 public:
  explicit Journal(const std::string& path)
      : file_(path, std::ios::app), lines_(1024) {
    if (!file_) throw std::runtime_error("cannot open " + path);
    writer_ = std::thread(&Journal::WriteLines, this);
  }

  ~Journal() {
    lines_.Close();
    writer_.join();
  }

  void Append(const std::string& line) { lines_.Push(line); }

 private:
  void WriteLines() {
    std::string line;
    while (lines_.Pop(&line)) file_ << line << std::endl;
  }

  std::ofstream file_;
  BoundedQueue<std::string> lines_;
  std::thread writer_;
};

}  // namespace tally
