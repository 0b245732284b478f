// The end of the process while groups have tasks. What ends well says so by its exit
// code, and hangs if it does not.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <sc/group.h>
#include <stdexcept>

#include "gate.h"
#include "terminated.h"

namespace {

void say(const char* words) {
  for (; *words; ++words) static_cast<void>(!write(STDERR_FILENO, words, 1));
}

/// Opens a gate when it is destroyed.
struct opens_at_the_end {
  gate* opened;
  ~opens_at_the_end() { opened->open(); }
};

class ExitDeathTest : public testing::Test {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(ExitDeathTest, GroupInAStaticWaitsForItsTasks) {
  EXPECT_EXIT(
      {
        static gate exiting;
        static sc::group tasks;
        static const opens_at_the_end first{&exiting};  // Destroyed before the group.
        tasks.go([] {
          exiting.wait();
          say("the task has ended");
        });
        std::exit(3);
      },
      testing::ExitedWithCode(3), "the task has ended");
}

TEST_F(ExitDeathTest, TasksOfAGroupInAStaticStartOthersAtTheEnd) {
  EXPECT_EXIT(
      {
        static gate exiting;
        static sc::group tasks;
        static const opens_at_the_end first{&exiting};
        tasks.go([] {
          exiting.wait();
          tasks.go([] { say("the second has ended"); });
        });
        std::exit(3);
      },
      testing::ExitedWithCode(3), "the second has ended");
}

TEST_F(ExitDeathTest, ErrorThatNobodyLooksAtInAStaticEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        static sc::group tasks;
        tasks.go([] { throw std::runtime_error("nobody looks"); });
        std::exit(3);
      },
      testing::ExitedWithCode(terminated), "");
}

TEST_F(ExitDeathTest, GoAfterTheGroupInAStaticWasWaitedForIsRefused) {
  EXPECT_EXIT(
      {
        static sc::group tasks;
        struct starts_late {
          ~starts_late() {
            try {
              tasks.go([] { say("ran"); });
            } catch (const sc::group_closed&) {
              say("refused");
            }
          }
        };
        static const starts_late first{};
        tasks.wait();
        std::exit(3);
      },
      testing::ExitedWithCode(3), "^refused$");
}

TEST_F(ExitDeathTest, ExitFromATaskEndsTheProcessThoughItsGroupIsWaitedFor) {
  EXPECT_EXIT(
      {
        sc::group tasks;
        tasks.go([] { std::exit(3); });
        tasks.wait();
        _exit(4);
      },
      testing::ExitedWithCode(3), "");
}

TEST_F(ExitDeathTest, ExitFromATaskOfAGroupInAStaticEndsTheProgram) {
  EXPECT_EXIT(
      {
        // The destructor runs on the thread of the task that it would wait for.
        exit_when_terminated();
        static sc::group tasks;
        tasks.go([] { std::exit(3); });
        tasks.wait();
      },
      testing::ExitedWithCode(terminated), "");
}

TEST_F(ExitDeathTest, ExitFromATaskWaitsForAnotherGroupInAStatic) {
  EXPECT_EXIT(
      {
        static gate exiting;
        static sc::group others;
        static const opens_at_the_end first{&exiting};
        others.go([] {
          exiting.wait();
          say("the other has ended");
        });
        sc::group tasks;
        tasks.go([] { std::exit(3); });
        tasks.wait();
      },
      testing::ExitedWithCode(3), "the other has ended");
}

/// Ends the process by \p end while a task runs that never ends.
template <class End>
void end_while_a_task_runs(End end) {
  sc::group tasks;
  gate running;
  tasks.go([&] {
    running.open();
    for (;;) pause();
  });
  running.wait();
  end();
}

TEST_F(ExitDeathTest, QuickExitWaitsForNoTask) {
  EXPECT_EXIT(end_while_a_task_runs([] { std::quick_exit(3); }), testing::ExitedWithCode(3), "");
}

TEST_F(ExitDeathTest, UnderscoreExitWaitsForNoTask) {
  EXPECT_EXIT(end_while_a_task_runs([] { _exit(3); }), testing::ExitedWithCode(3), "");
}

TEST_F(ExitDeathTest, ExitWaitsForNoTaskOfAGroupOnTheStack) {
  EXPECT_EXIT(end_while_a_task_runs([] { std::exit(3); }), testing::ExitedWithCode(3), "");
}

TEST(Fork, ChildEndsAndTheGroupGoesOn) {
  sc::group tasks;
  gate running;
  gate forked;
  bool ended = false;
  tasks.go([&] {
    running.open();
    forked.wait();
    ended = true;
  });
  running.wait();
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) _exit(3);  // It has the memory of the group, and no thread of it.
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 3);
  EXPECT_EQ(tasks.active(), 1u);
  forked.open();
  tasks.wait();
  EXPECT_TRUE(ended);
}

TEST(Fork, InATask) {
  sc::group tasks;
  sc::task<int> status = tasks.spawn([] {
    const pid_t child = fork();
    if (child == 0) _exit(3);
    int ended = -1;
    return waitpid(child, &ended, 0) == child && WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
  });
  tasks.wait();
  EXPECT_EQ(status.get(), 3);
}

}  // namespace
