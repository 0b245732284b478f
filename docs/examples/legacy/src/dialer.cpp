#include "dialer.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace tally {
namespace {

addrinfo* Resolve(const std::string& host, const std::string& port,
                  std::chrono::milliseconds timeout) {
  std::mutex mutex;
  std::condition_variable finished;
  bool done = false;
  addrinfo* addresses = nullptr;
  // getaddrinfo() knows no timeout, and on a bad day it takes half a minute.
  std::thread lookup([&] {
    addrinfo hints = addrinfo();
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int rc = getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
    std::lock_guard<std::mutex> lock(mutex);
    if (rc == 0) addresses = found;
    done = true;
    finished.notify_one();
  });
  lookup.detach();
  std::unique_lock<std::mutex> lock(mutex);
  finished.wait_for(lock, timeout, [&] { return done; });
  return addresses;
}

}  // namespace

int Dial(const std::string& endpoint, std::chrono::milliseconds timeout) {
  const std::size_t colon = endpoint.rfind(':');
  if (colon == std::string::npos) return -1;
  addrinfo* addresses =
      Resolve(endpoint.substr(0, colon), endpoint.substr(colon + 1), timeout);
  int fd = -1;
  for (addrinfo* a = addresses; a != nullptr && fd < 0; a = a->ai_next) {
    fd = ::socket(a->ai_family, a->ai_socktype, a->ai_protocol);
    if (fd >= 0 && ::connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
      ::close(fd);
      fd = -1;
    }
  }
  if (addresses != nullptr) freeaddrinfo(addresses);
  return fd;
}

}  // namespace tally
