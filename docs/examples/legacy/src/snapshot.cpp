#include "snapshot.h"

#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <future>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace tally {
namespace {

const std::size_t kParts = 4;

}  // namespace

Snapshot::Snapshot(Store& store, const std::string& directory)
    : store_(store), directory_(directory) {}

std::size_t Snapshot::Save() {
  std::lock_guard<std::mutex> lock(save_mutex_);
  const Store::Counters counters = store_.All();
  std::vector<std::ostringstream> texts(kParts);
  for (const auto& counter : counters) {
    const std::size_t part = std::hash<std::string>()(counter.first) % kParts;
    texts[part] << counter.first << ' ' << counter.second << '\n';
  }
  for (std::size_t part = 0; part < kParts; ++part) {
    const std::string path = PartPath(part);
    std::ofstream file(path + ".tmp");
    file << texts[part].str();
    file.close();
    if (!file || std::rename((path + ".tmp").c_str(), path.c_str()) != 0) {
      throw std::runtime_error("cannot write " + path);
    }
  }
  return counters.size();
}

void Snapshot::SaveInBackground() {
  // A client that sends "save" should not have to wait for the disk.
  std::async(std::launch::async, [this] { Save(); });
}

std::size_t Snapshot::Load() {
  std::mutex mutex;
  std::exception_ptr first_error;
  std::size_t total = 0;
  std::vector<std::thread> loaders;
  for (std::size_t part = 0; part < kParts; ++part) {
    loaders.emplace_back([this, part, &mutex, &first_error, &total] {
      try {
        const std::size_t count = LoadPart(part);
        std::lock_guard<std::mutex> lock(mutex);
        total += count;
      } catch (...) {
        std::lock_guard<std::mutex> lock(mutex);
        if (!first_error) first_error = std::current_exception();
      }
    });
  }
  for (std::thread& loader : loaders) loader.join();
  if (first_error) std::rethrow_exception(first_error);
  return total;
}

std::string Snapshot::PartPath(std::size_t part) const {
  return directory_ + "/part-" + std::to_string(part) + ".tally";
}

std::size_t Snapshot::LoadPart(std::size_t part) {
  const std::string path = PartPath(part);
  std::ifstream file(path);
  std::size_t count = 0;
  std::string name;
  long long value = 0;
  for (; file >> name; ++count) {
    if (!(file >> value)) throw std::runtime_error("damaged " + path);
    store_.Put(name, value);
  }
  return count;
}

}  // namespace tally
