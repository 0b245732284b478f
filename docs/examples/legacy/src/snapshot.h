#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include "store.h"

namespace tally {

// The counters on disk: a fixed number of part files in one directory, which
// must exist. A counter is always kept in the same part.
class Snapshot {
 public:
  Snapshot(Store& store, const std::string& directory);

  // Writes every counter; returns how many. Throws std::runtime_error.
  std::size_t Save();

  // The same for callers that cannot wait for the disk.
  void SaveInBackground();

  // Reads all parts into the store; returns the number of counters read.
  // A missing part is empty, a damaged one throws std::runtime_error.
  std::size_t Load();

 private:
  std::string PartPath(std::size_t part) const;
  std::size_t LoadPart(std::size_t part);

  Store& store_;
  const std::string directory_;
  std::mutex save_mutex_;
};

}  // namespace tally
