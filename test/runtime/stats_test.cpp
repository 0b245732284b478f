#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <regex>
#include <sc/cached_thread.h>
#include <sc/cpu.h>
#include <sc/daemon.h>
#include <sc/detached.h>
#include <sc/dump.h>
#include <sc/group.h>
#include <sc/stats.h>
#include <sc/virtual_clock.h>
#include <sstream>
#include <string>
#include <thread>

#include "failure.h"
#include "gate.h"

namespace {

using namespace std::chrono_literals;

/// The whole dump, without folders.
std::string all_dumped() {
  std::ostringstream out;
  sc::dump(out);
  std::string text = out.str();
  for (std::size_t end; (end = text.find("/stats_test.cpp")) != text.npos;) {
    const std::size_t begin = text.rfind(' ', end) + 1;
    text.erase(begin, end + 1 - begin);
  }
  return text;
}
/// What it says of groups, and of the pool's threads, without their numbers.
constexpr char pool_heading[] = "pool\n";
std::string dumped() {
  const std::string text = all_dumped();
  return text.substr(0, text.find(pool_heading));
}
std::string dumped_of_pool() {
  std::string text = all_dumped();
  text.erase(0, text.find(pool_heading));
  return std::regex_replace(text, std::regex("thread [0-9]+"), "thread");
}
/// The dump of groups, once it is \p expected, or after half a minute.
std::string dumped_at_last(const std::string& expected) {
  const auto end = std::chrono::steady_clock::now() + 30s;
  for (;;) {
    const std::string now = dumped();
    if (now == expected || std::chrono::steady_clock::now() > end) return now;
    std::this_thread::yield();
  }
}
std::string at(int line) { return " at stats_test.cpp:" + std::to_string(line); }

/// A task that ends when it is let.
struct waits {
  gate& started;
  gate& over;
  void operator()() const {
    started.open();
    over.wait();
  }
};

/// What `stats` counts more than when this was made.
class growth {
 public:
  std::size_t of(std::size_t sc::counts::* what) const { return sc::stats().*what - before_.*what; }

 private:
  const sc::counts before_ = sc::stats();
};

TEST(Stats, CountsGroupsAndTasksWhileThereAreAny) {
  const growth more;
  {
    gate started, over;
    sc::group tasks(sc::limit{1});
    tasks.go(waits{started, over});
    tasks.go([] {});
    tasks.go([] {});
    started.wait();
    EXPECT_EQ(more.of(&sc::counts::groups), 1u);
    EXPECT_EQ(more.of(&sc::counts::running), 1u);
    EXPECT_EQ(more.of(&sc::counts::queued), 2u);
    EXPECT_EQ(more.of(&sc::counts::own_threads), 1u);
    over.open();
    tasks.wait();
    EXPECT_EQ(more.of(&sc::counts::groups), 1u);
    EXPECT_EQ(more.of(&sc::counts::running), 0u);
    EXPECT_EQ(more.of(&sc::counts::queued), 0u);
    EXPECT_EQ(more.of(&sc::counts::own_threads), 0u);
  }
  EXPECT_EQ(more.of(&sc::counts::groups), 0u);
}

TEST(Stats, AGroupWithoutTasksIsNoneOfThem) {
  const growth more;
  const sc::group tasks;
  EXPECT_EQ(more.of(&sc::counts::groups), 0u);
}

TEST(Stats, CountsTheThreadsOfEachPolicy) {
  gate started, over;
  sc::group tasks(sc::cached_thread);
  tasks.go(waits{started, over});
  started.wait();
  EXPECT_GE(sc::stats().cached_threads, 1u);
  over.open();
  tasks.wait();
  sc::group computing(sc::cpu);
  sc::counts seen;
  computing.go([&] { seen = sc::stats(); });
  computing.wait();
  EXPECT_GE(seen.running, 1u);
}

TEST(Stats, CountsWhatWasSkippedSinceTheBeginning) {
  const growth more;
  {
    sc::group tasks;
    tasks.cancel();
    tasks.go([] {});
    tasks.go([] {});
  }
  EXPECT_EQ(more.of(&sc::counts::skipped), 2u);
}

TEST(Stats, CountsErrorsThatNobodyLookedAt) {
  const growth more;
  const auto before = sc::set_unobserved_handler([] {});
  {
    sc::group tasks;
    tasks.go([] { fail("nobody looks"); });
  }
  sc::set_unobserved_handler(before);
  EXPECT_EQ(more.of(&sc::counts::unobserved_errors), 1u);
}

TEST(Stats, CountsWhatIsDetached) {
  const growth more;
  gate over;
  sc::detached("the test lets it end", [&over] { over.wait(); });
  EXPECT_EQ(more.of(&sc::counts::detached), 1u);
  over.open();
  const auto end = std::chrono::steady_clock::now() + 30s;
  while (more.of(&sc::counts::detached) != 0 && std::chrono::steady_clock::now() < end)
    std::this_thread::yield();
  EXPECT_EQ(more.of(&sc::counts::detached), 0u);
}

TEST(Dump, ShowsGroupsTasksAndTheGroupsInside) {
  sc::virtual_clock clock;
  gate inside, over;
  sc::group tasks(sc::name{"saves"}, sc::limit{1});
  const int named = __LINE__ - 1;
  const auto wait_inside = [&] {
    sc::group inner;
    inner.go(waits{inside, over});
    inner.wait();
  };
  tasks.go(wait_inside);
  const int outer_task = __LINE__ - 1, inner_task = outer_task - 3;
  tasks.go([] {});
  inside.wait();
  clock.advance(3200ms);
  EXPECT_EQ(dumped(), "group \"saves\"" + at(named) + ", 3.2 s, limit 1: 1 running, 1 queued\n" +
                          "  task" + at(outer_task) + ", 3.2 s\n" +  //
                          "  group" + at(inner_task) + ", 3.2 s: 1 running\n" +
                          "    task" + at(inner_task) + ", 3.2 s\n");
  over.open();
  tasks.wait();
  EXPECT_EQ(dumped(), "group \"saves\"" + at(named) + ", 3.2 s, limit 1: idle\n");
}

TEST(Dump, IsEmptyWhereNothingRuns) { EXPECT_EQ(dumped(), ""); }

TEST(Dump, ShowsTheOldestFirst) {
  sc::virtual_clock clock;
  gate started, over;
  const waits task{started, over};
  sc::group first(sc::name{"first"}), second(sc::name{"second"});
  const int line = __LINE__ - 1;
  first.go(task, sc::location());
  started.wait();
  clock.advance(11min);
  second.go(task, sc::location());
  second.go(task, sc::location());
  const std::string expected = "group \"first\"" + at(line) + ", 11 min: 1 running\n  task, 11 min\n" +
                               "group \"second\"" + at(line) +
                               ", 0 ms: 2 running\n  task, 0 ms\n  task, 0 ms\n";
  EXPECT_EQ(dumped_at_last(expected), expected);
  over.open();
}

TEST(Dump, HasThePlaceOfACallWithArguments) {
  sc::virtual_clock clock;
  gate started, over;
  const auto task = [&](int, std::unique_ptr<int>) { waits{started, over}(); };
  sc::group tasks;
  static_cast<void>(tasks.spawn(sc::cached_thread, task, 1, std::make_unique<int>(2)));
  const int line = __LINE__ - 1;
  started.wait();
  EXPECT_EQ(dumped(), "group" + at(line) + ", 0 ms: 1 running\n  task" + at(line) + ", 0 ms\n");
  over.open();
}

TEST(Dump, SaysWhoWasToldToStop) {
  sc::virtual_clock clock;
  gate started, over;
  sc::group tasks;
  tasks.go(waits{started, over});
  const int line = __LINE__ - 1;
  started.wait();
  tasks.cancel();
  EXPECT_EQ(dumped(),
            "group" + at(line) + ", 0 ms: 1 running, told to stop\n  task" + at(line) + ", 0 ms\n");
  over.open();
}

TEST(Dump, ShowsWhatIsDetachedWithItsReason) {
  sc::virtual_clock clock;
  gate started, over;
  sc::detached("flushes the log", [&] {
    sc::group inner(sc::name{"inner"});
    inner.go(waits{started, over});
    inner.wait();
  });
  const int named = __LINE__ - 4;
  started.wait();
  EXPECT_EQ(dumped(), "group \"inner\"" + at(named) + ", 0 ms: 1 running\n  task" + at(named + 1) +
                          ", 0 ms\ndetached\n  task \"flushes the log\", 0 ms\n");
  over.open();
  EXPECT_EQ(dumped_at_last(""), "");
}

TEST(Dump, ListsTasksOnCachedThreads) {
  sc::virtual_clock clock;
  gate started, over;
  sc::group tasks(sc::cached_thread);
  tasks.go(waits{started, over});
  const int line = __LINE__ - 1;
  started.wait();
  EXPECT_EQ(dumped(), "group" + at(line) + ", 0 ms: 1 running\n  task" + at(line) + ", 0 ms\n");
  over.open();
}

TEST(Dump, CountsTasksOnThePool) {
  sc::virtual_clock clock;
  std::string seen;
  sc::group tasks(sc::cpu);
  tasks.go([&] { seen = dumped(); });
  const int line = __LINE__ - 1;
  tasks.wait();
  EXPECT_EQ(seen, "group" + at(line) + ", 0 ms: 1 running\n");
}

TEST(Dump, SaysWhatEachThreadOfThePoolRuns) {
  gate started, over;
  sc::group tasks(sc::cpu);
  tasks.go([&] {
    sc::group inner(sc::cpu);
    inner.go(waits{started, over});
    const sc::no_inline not_here;
    inner.wait();
  });
  const int outside = __LINE__ - 6, inside = outside + 2;
  started.wait();
  const std::string text = dumped_of_pool();
  EXPECT_NE(text.find("  thread: task" + at(outside) + "\n"), text.npos) << text;
  EXPECT_NE(text.find("  thread: task" + at(inside) + "\n"), text.npos) << text;
  over.open();
  tasks.wait();
  EXPECT_EQ(dumped_of_pool(), "");
}

TEST(Dump, ShowsAGroupOnThePoolWhileItsWaitBlocks) {
  sc::virtual_clock clock;
  gate over;
  sc::group tasks(sc::cpu);
  const auto wait = [&] {
    const sc::blocking region;
    over.wait();
  };
  const auto wait_inside = [&] {
    sc::group inner(sc::cpu);
    inner.go(wait);
    const sc::no_inline not_here;
    inner.wait();
  };
  tasks.go(wait_inside);
  const int line = __LINE__ - 1, inside = line - 4;
  const std::string both =
      "group" + at(line) + ", 0 ms: 1 running\n  group" + at(inside) + ", 0 ms: 1 running\n";
  EXPECT_EQ(dumped_at_last(both), both);
  over.open();
  tasks.wait();
}

TEST(Dump, ShowsAGroupThatOutlivesItsTaskByItself) {
  sc::virtual_clock clock;
  gate over;
  std::unique_ptr<sc::group> left;
  sc::group tasks(sc::name{"tasks"});
  const int named = __LINE__ - 1, left_named = named + 3;
  tasks.go([&] {
    left = std::make_unique<sc::group>(sc::cpu, sc::name{"left"});
    left->go([&] {
      const sc::blocking region;
      over.wait();
    });
  });
  tasks.wait();
  EXPECT_EQ(dumped(), "group \"tasks\"" + at(named) + ", 0 ms: idle\ngroup \"left\"" + at(left_named) +
                          ", 0 ms: 1 running\n");
  over.open();
  left.reset();
}

TEST(Dump, ShowsADaemonWhereItWasStarted) {
  sc::virtual_clock clock;
  const auto read = [](const sc::stop_token& stop, sc::ready<>& up) {
    up();
    until_stopped(stop);
  };
  const sc::daemon reader(read);
  const int line = __LINE__ - 1;
  EXPECT_EQ(dumped(), "group" + at(line) + ", 0 ms: 1 running\n  task" + at(line) + ", 0 ms\n");
}

TEST(Dump, WorksInATaskOfWhatItShows) {
  std::string seen;
  sc::group tasks(sc::name{"looks at itself"});
  tasks.go([&] { seen = dumped(); });
  tasks.wait();
  EXPECT_NE(seen.find("looks at itself"), std::string::npos);
  EXPECT_NE(seen.find("  task at "), std::string::npos);
}

/// Groups come and go at all depths, on each policy, while others look.
void grow(sc::stop_token stop, int depth) {
  if (depth == 0 || stop.stop_requested()) return;
  sc::group inner(depth % 3 == 0   ? sc::cached_thread
                  : depth % 3 == 1 ? sc::cpu
                                   : sc::own_thread);
  inner.go(grow, depth - 1);
  inner.go(grow, depth - 1);
  inner.wait();
}

TEST(Dump, LooksWhileGroupsComeAndGo) {
  sc::group lookers;
  for (int i = 0; i < 2; ++i)
    lookers.go([](const sc::stop_token& stop) {
      while (!stop.stop_requested()) {
        static_cast<void>(dumped());
        static_cast<void>(sc::stats());
      }
    });
  for (int i = 0; i < 30; ++i) {
    sc::group tasks(i % 2 == 0 ? sc::cpu : sc::own_thread);
    tasks.go(grow, 5);
    tasks.wait();
  }
  lookers.cancel();
  lookers.wait();
}

}  // namespace
