#include "server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "check.h"

// Everything a server needs, with no peers.
struct Fixture {
  explicit Fixture(const std::string& directory)
      : snapshot(store, directory),
        journal(directory + "/journal"),
        replicator(std::vector<std::string>()) {}

  tally::Store store;
  tally::Snapshot snapshot;
  tally::Journal journal;
  tally::Replicator replicator;
};

static void TestCommands(const std::string& directory) {
  Fixture f(directory);
  {
    tally::Commands commands(f.store, f.snapshot, f.journal, f.replicator);
    CHECK(commands.Execute("add hits 3") == "OK 3\n");
    CHECK(commands.Execute("put hits.eu 9") == "OK\n");
    CHECK(commands.Execute("put misses 1") == "OK\n");
    CHECK(commands.Execute("list hits") == "hits 3\nhits.eu 9\nEND\n");
    CHECK(commands.Execute("add hits") == "ERROR\n");
    CHECK(commands.Execute("nonsense") == "ERROR\n");
    CHECK(commands.Execute("drop hits") == "OK\n");
  }  // the pool has finished here
  CHECK((f.store.All() == tally::Store::Counters{{"misses", 1}}));
}

static void TestServe(const std::string& directory) {
  Fixture f(directory);
  tally::Commands commands(f.store, f.snapshot, f.journal, f.replicator);
  tally::Server server(commands);
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) std::abort();
  std::thread session([&server, &ends] {
    server.Serve(ends[1], ends[1]);
    ::close(ends[1]);
  });
  const std::string input = "add a 1\nadd a 2\nquit\n";
  CHECK(::write(ends[0], input.data(), input.size()) ==
        static_cast<ssize_t>(input.size()));
  std::string output;
  char chunk[64];
  ssize_t n;
  while ((n = ::read(ends[0], chunk, sizeof chunk)) > 0) {
    output.append(chunk, static_cast<std::size_t>(n));
  }
  session.join();
  ::close(ends[0]);
  CHECK(output == "OK 1\nOK 3\nBYE\n");
}

int main() {
  const TestDirectory directory;
  TestCommands(directory.path);
  TestServe(directory.path);
  return g_failures == 0 ? 0 : 1;
}
