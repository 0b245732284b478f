#include <pthread.h>
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <thread>
#include <vector>

#include "server.h"
#include "stats.h"

namespace {

int RunDaemon(const std::string& directory, int port,
              const std::vector<std::string>& peers) {
  sigset_t signals;  // blocked in every thread, taken by sigwait() below
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  if (port != 0) pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  tally::Store store;
  tally::Snapshot snapshot(store, directory);
  tally::Journal journal(directory + "/journal");
  tally::Replicator replicator(peers);
  tally::Commands commands(store, snapshot, journal, replicator);
  tally::Server server(commands);

  // A big snapshot takes seconds to read; set up the socket meanwhile.
  std::thread loader([&snapshot] {
    try {
      std::fprintf(stderr, "tallyd: %zu counters loaded\n", snapshot.Load());
    } catch (const std::exception& e) {
      std::fprintf(stderr, "tallyd: %s\n", e.what());
    }
  });
  if (port != 0 && !server.Listen(static_cast<unsigned short>(port))) {
    std::perror("tallyd: cannot listen");
    return 1;
  }
  loader.join();

  tally::RateSampler sampler(store, std::chrono::milliseconds(500));
  tally::StartStatsReporter(&sampler);
  if (port == 0) {
    server.Serve(0, 1);
  } else {
    std::thread acceptor(&tally::Server::Run, &server);
    int received = 0;
    sigwait(&signals, &received);
    server.Stop();
    acceptor.join();
  }
  snapshot.Save();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr,
                 "usage: tallyd DIRECTORY PORT [PEER[:PORT]]...\n"
                 "port 0 serves stdin and stdout only\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  try {
    return RunDaemon(argv[1], std::atoi(argv[2]),
                     std::vector<std::string>(argv + 3, argv + argc));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "tallyd: %s\n", e.what());
    return 1;
  }
}
