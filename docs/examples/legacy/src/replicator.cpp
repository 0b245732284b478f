#include "replicator.h"

#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <thread>

#include "dialer.h"

namespace tally {
namespace {

const char kDefaultPort[] = ":7070";
const std::chrono::milliseconds kDialTimeout(2000);
const std::chrono::seconds kHeartbeat(5);

}  // namespace

Replicator::Replicator(const std::vector<std::string>& peers) : peers_(peers) {
  if (peers_.empty()) return;
  heartbeat_.Start([this] {
    for (;;) {
      ProbeAll();
      std::this_thread::sleep_for(kHeartbeat);
    }
  });
}

void Replicator::Publish(const std::string& line) {
  if (peers_.empty()) return;
  // A lost update does no harm: the next one carries the whole value.
  (void)std::async(std::launch::async, &Replicator::SendToAll, this, line);
}

void Replicator::ProbeAll() {
  std::vector<std::thread> probes;
  for (std::string peer : peers_) {
    if (peer.find(':') == std::string::npos) peer += kDefaultPort;
    probes.emplace_back([this, &peer] { Probe(peer); });
  }
  for (std::thread& probe : probes) probe.join();
}

void Replicator::Probe(const std::string& endpoint) {
  const int fd = Dial(endpoint, kDialTimeout);
  std::lock_guard<std::mutex> lock(mutex_);
  if (fd < 0) {
    alive_.erase(endpoint);
  } else {
    alive_.insert(endpoint);
    ::close(fd);
  }
}

void Replicator::SendToAll(const std::string& line) {
  std::set<std::string> targets;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    targets = alive_;
  }
  const std::string text = line + "\n";
  for (const std::string& target : targets) {
    const int fd = Dial(target, kDialTimeout);
    if (fd < 0) continue;
    ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
    ::close(fd);
  }
}

}  // namespace tally
