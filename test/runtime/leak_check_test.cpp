#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include <chrono>
#include <exception>
#include <memory>
#include <sc/cached_thread.h>
#include <sc/cpu.h>
#include <sc/daemon.h>
#include <sc/detached.h>
#include <sc/group.h>
#include <sc/leak_check.h>
#include <sc/leak_check_gtest.h>
#include <sc/stats.h>
#include <sc/virtual_clock.h>
#include <stdexcept>
#include <string>
#include <thread>

#include "gate.h"

namespace {

using namespace std::chrono_literals;

/// A task that ends when it is let.
struct waits {
  gate& started;
  gate& over;
  void operator()() const {
    started.open();
    over.wait();
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
std::string place(int line) { return std::string(__FILE__) + ':' + std::to_string(line); }

TEST(LeakCheck, FindsNothingWhereAllHasEnded) {
  sc::leak_check check;
  sc::group tasks;
  tasks.go([] {});
  tasks.wait();
  std::thread([] {}).join();
  const sc::leak_report left = check.find();
  EXPECT_FALSE(left) << left.text;
  EXPECT_EQ(left.text, "");
}

TEST(LeakCheck, SaysWhereWhatIsLeftWasStarted) {
  const sc::virtual_clock clock;
  gate started, over;
  sc::leak_check check;
  sc::group tasks(sc::name{"saves"}, sc::limit{1});
  const int named = __LINE__ - 1;
  tasks.go(waits{started, over});
  const int first = __LINE__ - 1;
  tasks.go([] {});
  started.wait();
  const sc::leak_report left = check.find();
  EXPECT_EQ(left.tasks, 2u);
  EXPECT_EQ(left.threads, 0u);
  EXPECT_EQ(left.text, "sc::leak_check: 2 tasks and 0 other threads left\n"
                       "group \"saves\" at " + place(named) + ", 0 ms, limit 1: 1 running, 1 queued\n"
                       "  task at " + place(first) + ", 0 ms\n");
  over.open();
}

TEST(LeakCheck, GivesTasksTimeToEnd) {
  sc::leak_check check;
  sc::group tasks;
  tasks.go([] { std::this_thread::yield(); });
  EXPECT_FALSE(check.find());
}

TEST(LeakCheck, SeesWhatTasksHaveMade) {
  gate started, over;
  sc::group tasks;  // Of before the check, so none of its own.
  sc::leak_check check;
  tasks.go([&] {
    sc::group inner(sc::name{"not its own"});
    inner.go(waits{started, over});
    inner.wait();
  });
  started.wait();
  EXPECT_FALSE(check.find());
  gate again;
  sc::group own;
  own.go(sc::cached_thread, [&] {
    sc::group inner(sc::name{"inside"});
    inner.go(waits{again, over});
    inner.wait();
  });
  again.wait();
  const sc::leak_report left = check.find();
  EXPECT_EQ(left.tasks, 2u);
  EXPECT_TRUE(has(left.text, "  group \"inside\" at ")) << left.text;
  EXPECT_FALSE(has(left.text, "not its own")) << left.text;
  over.open();
}

TEST(LeakCheck, SeesAGroupThatATaskHasLeft) {
  gate over;
  std::unique_ptr<sc::group> forgotten;
  sc::leak_check check;
  sc::group tasks;
  tasks.go(sc::cpu, [&] {
    forgotten = std::make_unique<sc::group>(sc::cpu, sc::name{"forgotten"});
    forgotten->go([&] {
      const sc::blocking region;
      over.wait();
    });
  });
  tasks.wait();
  const sc::leak_report left = check.find();
  EXPECT_EQ(left.tasks, 1u);
  EXPECT_TRUE(has(left.text, "group \"forgotten\" at ")) << left.text;
  over.open();
  forgotten.reset();
}

TEST(LeakCheck, SeesWhatIsDetached) {
  gate started, over;
  sc::leak_check check;
  sc::detached("says why", waits{started, over});
  started.wait();
  const sc::leak_report left = check.find();
  EXPECT_EQ(left.tasks, 1u);
  EXPECT_TRUE(has(left.text, "detached\n  task \"says why\", ")) << left.text;
  check.ignore_detached();
  EXPECT_FALSE(check.find());
  over.open();
  const auto end = std::chrono::steady_clock::now() + 30s;  // It uses what ends here.
  while (sc::stats().detached != 0 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  ASSERT_EQ(sc::stats().detached, 0u);
}

/// Each leaves something, and waits until the others have looked.
TEST(LeakCheck, ChecksAtTheSameTimeSeeTheirOwn) {
  gate started[2], looked[2], over;
  sc::group tests;
  for (const std::size_t one : {0u, 1u})
    tests.go([&, one] {
      sc::leak_check check;
      sc::group tasks(sc::name{one == 0 ? "first" : "second"});
      gate begun;
      tasks.go(waits{begun, over});
      begun.wait();
      started[one].open();
      started[1 - one].wait();
      const sc::leak_report left = check.find();
      EXPECT_EQ(left.tasks, 1u);
      EXPECT_TRUE(has(left.text, one == 0 ? "\"first\"" : "\"second\"")) << left.text;
      looked[one].open();
      looked[1 - one].wait();
      over.open();
    });
  tests.wait();
}

TEST(LeakCheck, ATaskThatRunsOnTheStackOfAWaitIsInItsOwnContext) {
  sc::group others(sc::cpu);
  sc::leak_check check;
  gate started, over;
  std::unique_ptr<sc::group> left_by_other;
  others.go([&] {
    left_by_other = std::make_unique<sc::group>(sc::name{"of another"});
    left_by_other->go(waits{started, over});
  });
  others.wait();  // On this thread, or on the pool's.
  started.wait();
  EXPECT_FALSE(check.find());
  over.open();
  left_by_other.reset();
}

/// A thread that the runtime has not started.
class raw_thread {
 public:
  explicit raw_thread(const char* name) : thread_([this, name] {
    pthread_setname_np(pthread_self(), name);
    started_.open();
    over_.wait();
  }) {
    started_.wait();
  }
  ~raw_thread() {
    over_.open();
    thread_.join();
  }

 private:
  gate started_, over_;
  std::thread thread_;
};

TEST(LeakCheck, FindsThreadsOfOthers) {
  const raw_thread old("old");
  sc::leak_check check;
  const raw_thread left("sweeper");
  const sc::leak_report report = check.find();
  EXPECT_EQ(report.tasks, 0u);
  EXPECT_EQ(report.threads, 1u);
  EXPECT_TRUE(has(report.text, "sc::leak_check: 0 tasks and 1 other thread left\nthread 'sweeper' (")) << report.text;
}

TEST(LeakCheck, ThreadsOfTheRuntimeAreNoLeaks) {
  sc::leak_check check;
  sc::group cached(sc::cached_thread), computing(sc::cpu), timed(sc::timeout{1h});
  cached.go([] {});
  computing.go([] {});
  cached.wait();
  computing.wait();
  const sc::leak_report left = check.find();
  EXPECT_FALSE(left) << left.text;
}

TEST(LeakCheck, IgnoresThreadsByName) {
  sc::leak_check check;
  check.ignore_thread_name("swe?p*");
  const raw_thread left("sweeper");
  EXPECT_FALSE(check.find());
  const raw_thread other("other");
  EXPECT_EQ(check.find().threads, 1u);
}

TEST(LeakCheck, IgnoresGroupsByNameAndByPlace) {
  gate first, second, over;
  {
    sc::leak_check check;
    check.ignore_group_name("sav*");
    sc::group tasks(sc::name{"saves"});
    tasks.go(waits{first, over});
    first.wait();
    EXPECT_FALSE(check.find());
    sc::group more;
    more.go(waits{second, over});
    const int line = __LINE__ - 1;
    second.wait();
    EXPECT_EQ(check.find().tasks, 1u);
    check.ignore_creator("*leak_check_test.cpp:" + std::to_string(line));
    EXPECT_FALSE(check.find());
    over.open();
  }
}

TEST(LeakCheck, IgnoresWhatThereIsByNow) {
  gate started, over;
  sc::leak_check check;
  sc::group tasks;
  tasks.go(waits{started, over});
  started.wait();
  const raw_thread thread("by now");
  check.ignore_current();
  EXPECT_FALSE(check.find());
  gate later;
  sc::group more;
  more.go(waits{later, over});
  EXPECT_EQ(check.find().tasks, 1u);
  over.open();
}

TEST(LeakCheck, InCompanyLooksAtThreadsOnlyIfToldTo) {
  sc::leak_check check;
  sc::group other;
  other.go([] { const sc::leak_check in_another_thread; });
  other.wait();
  const raw_thread left("whose");
  EXPECT_FALSE(check.find());
  check.look_at_threads(true);
  EXPECT_EQ(check.find().threads, 1u);
}

TEST(LeakCheck, OneAroundAnotherIsNoCompany) {
  sc::leak_check check;
  { const sc::leak_check inside; }
  const raw_thread left("sweeper");
  EXPECT_EQ(check.find().threads, 1u);
  check.look_at_threads(false);
  EXPECT_FALSE(check.find());
}

std::string handled;

/// Has leaks kept in `handled`, as long as it lives.
struct handles {
  handles() { handled.clear(); }
  handles(const handles&) = delete;
  handles& operator=(const handles&) = delete;
  ~handles() { sc::set_leak_handler(before); }
  const sc::leak_handler before =
      sc::set_leak_handler([](const sc::leak_report& left) { handled = left.text; });
};

TEST(LeakCheck, TellsTheHandlerAtItsEnd) {
  const handles here;
  gate started, over;
  std::unique_ptr<sc::group> left;
  {
    const sc::leak_check check;
    left = std::make_unique<sc::group>(sc::name{"left"});
    left->go(waits{started, over});
    started.wait();
  }
  EXPECT_TRUE(has(handled, "group \"left\" at ")) << handled;
  over.open();
  left.reset();
}

TEST(LeakCheck, DoesNotLookWhileTheStackUnwindsOrAfterFind) {
  const handles here;
  gate started, over;
  std::unique_ptr<sc::group> left;
  try {
    const sc::leak_check check;
    left = std::make_unique<sc::group>();
    left->go(waits{started, over});
    started.wait();
    throw std::runtime_error("the test failed by itself");
  } catch (const std::runtime_error&) {
  }
  {
    sc::leak_check check;
    gate again;
    sc::group other;
    other.go(waits{again, over});
    EXPECT_TRUE(check.find());
    over.open();
  }
  EXPECT_EQ(handled, "");
  left.reset();
}

TEST(LeakCheckDeathTest, EndsTheProgramWithTheReport) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        gate started;
        gate never;
        const sc::leak_check check;
        auto* const left = new sc::group(sc::name{"left"});
        left->go([&] { waits{started, never}(); });
        started.wait();
      },
      "sc::leak_check: 1 task and 0 other threads left");
}

TEST(LeakListener, FailsTheTestThatLeavesSomething) {
  gate started, over;
  std::unique_ptr<sc::group> left;
  sc::leak_listener listener([](sc::leak_check& check) { check.ignore_thread_name("ignored"); });
  const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
  listener.OnTestStart(test);
  const raw_thread ignored("ignored");
  listener.OnTestEnd(test);
  listener.OnTestStart(test);
  left = std::make_unique<sc::group>(sc::name{"left"});
  left->go(waits{started, over});
  started.wait();
  EXPECT_NONFATAL_FAILURE(listener.OnTestEnd(test), "group \"left\" at ");
  over.open();
  left.reset();
}

}  // namespace
