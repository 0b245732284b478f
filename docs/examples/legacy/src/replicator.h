#pragma once

#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "background_task.h"

namespace tally {

// Passes updates on to other servers and keeps track of which are up.
class Replicator {
 public:
  // Each peer is "host" or "host:port".
  explicit Replicator(const std::vector<std::string>& peers);

  // Sends one line to every peer that answered the last heartbeat.
  void Publish(const std::string& line);

 private:
  void ProbeAll();
  void Probe(const std::string& endpoint);
  void SendToAll(const std::string& line);

  const std::vector<std::string> peers_;
  std::mutex mutex_;
  std::set<std::string> alive_;
  BackgroundTask heartbeat_;
};

}  // namespace tally
