#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sc/group.h>
#include <sc/sampler.h>
#include <sc/virtual_clock.h>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

using namespace std::chrono_literals;

class Sampler : public testing::Test {
 protected:
  ~Sampler() override { std::remove(path.c_str()); }

  /// The first four columns of each line.
  std::vector<std::string> lines() const {
    std::ifstream in(path);
    std::vector<std::string> found;
    for (std::string line; std::getline(in, line);) {
      std::size_t end = 0;
      for (int tabs = 0; tabs < 4; ++tabs) end = line.find('\t', end) + 1;
      found.push_back(line.substr(0, end - 1));
    }
    return found;
  }
  /// Passes, and waits until the sampler sleeps again.
  void pass(std::chrono::milliseconds time) {
    clock.wait_for_timers(1);
    clock.advance(time);
    clock.wait_for_timers(1);
  }

  sc::virtual_clock clock;
  const std::string path = testing::TempDir() + "tasks-" + std::to_string(getpid()) + ".tsv";
};

TEST_F(Sampler, WritesHowManyTasksThereAreEachTime) {
  gate started, over;
  {
    const sc::sampler samples(path, 100ms);
    pass(100ms);
    sc::group tasks(sc::limit{1});
    tasks.go([&] {
      started.open();
      over.wait();
    });
    tasks.go([] {});
    started.wait();
    pass(100ms);
    over.open();
    tasks.wait();
    pass(100ms);
    clock.advance(50ms);
    EXPECT_FALSE(samples.error());  // The tasks' group ends before the sampler.
  }
  EXPECT_EQ(lines(), (std::vector<std::string>{"seconds\trunning\tqueued\tgroups", "0.000\t0\t0\t0",
                                               "0.100\t0\t0\t0", "0.200\t1\t1\t1",
                                               "0.300\t0\t0\t1", "0.350\t0\t0\t0"}));
}

TEST_F(Sampler, DoesNotMakeUpForWhatIsLate) {
  {
    const sc::sampler samples(path, 100ms);
    pass(1050ms);
    pass(50ms);
  }
  EXPECT_EQ(lines(), (std::vector<std::string>{"seconds\trunning\tqueued\tgroups", "0.000\t0\t0\t0",
                                               "1.050\t0\t0\t0", "1.100\t0\t0\t0",
                                               "1.100\t0\t0\t0"}));
}

TEST_F(Sampler, GoesOnWhenTheTaskThatMadeItIsToStop) {
  sc::group tasks;
  tasks.go([&] {
    const sc::sampler samples(path, 100ms);
    tasks.cancel();
    pass(100ms);
  });
  tasks.wait();
  EXPECT_EQ(lines().size(), 4u);
}

TEST_F(Sampler, NeedsATimeBetween) {
  EXPECT_THROW(sc::sampler(path, 0ms), std::invalid_argument);
  EXPECT_THROW(sc::sampler(path, -1ms), std::invalid_argument);
}

TEST_F(Sampler, ThrowsIfTheFileCannotBeOpened) {
  EXPECT_EQ(message_of([] { sc::sampler("/no/such/folder/tasks.tsv", 1s); }),
            "sc: /no/such/folder/tasks.tsv: No such file or directory");
}

TEST_F(Sampler, ThrowsIfTheDiskIsFullAtOnce) {
  if (access("/dev/full", W_OK) != 0) GTEST_SKIP() << "no /dev/full here";
  EXPECT_EQ(message_of([] { sc::sampler("/dev/full", 1s); }), "sc: /dev/full: No space left on device");
}

TEST_F(Sampler, SaysWhatKeepsItFromWritingLater) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  {
    const sc::sampler samples("/dev/fd/" + std::to_string(ends[1]), 100ms);
    EXPECT_FALSE(samples.error());
    clock.wait_for_timers(1);
    close(ends[0]);
    close(ends[1]);
    clock.advance(100ms);
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!samples.error() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    EXPECT_EQ(samples.error(), std::errc::broken_pipe);
  }
  std::signal(SIGPIPE, before);
}

}  // namespace
