// The count that a wait waits for, in many interleavings: what enters is waited for or
// refused, nobody waits for ever, and nobody touches the block when it may be gone.
#ifdef SC_TEST_EXPLORE

#include <gtest/gtest.h>

#include <cstddef>
#include <sc/detail/join_block.h>

#include <utility>

#include "explore/expect.h"
#include "explore/explore.h"

namespace {

using explore::check;
using explore::expect_right;
using explore::explored_concurrency;
using explore::program;
template <class T>
using atomic = explored_concurrency::atomic<T>;
constexpr auto order = std::memory_order_seq_cst;

/// What happened to a block. Plain data, so that it changes in one step with the
/// operation of the block before it.
struct history {
  int inside = 0, threads_ended = 0, destroyed = 0;
  int threads_up = 0;
  bool joined = false, had_threads = false, ending_threads = false;
};

class block : public sc::detail::join_block<explored_concurrency, block> {
 public:
  block(program& in, history& of) : program_(in), history_(of) {}
  static void destroy(block* self) noexcept {
    ++self->history_.destroyed;
    self->program_.destroy(self);
  }
  history& happened() noexcept { return history_; }

  void start_thread() noexcept {
    note_threads();
    history_.had_threads = true;
    ++history_.threads_up;
  }
  /// Takes a while.
  void end_threads() noexcept {
    check(!std::exchange(history_.ending_threads, true), "one at a time ends the threads");
    ++history_.threads_ended;
    const int those_there_are = history_.threads_up;
    for (int i = 0; i < 2; ++i) working_.fetch_add(1, order);
    history_.threads_up -= those_there_are;
    history_.ending_threads = false;
  }

  /// For a thread that works in the block.
  void work_and_leave() {
    working_.fetch_add(1, order);
    --history_.inside;
    leave();
  }
  /// False if it is refused.
  bool enter_counted() {
    if (!enter()) return false;
    check(!history_.joined, "nothing enters what was joined");
    ++history_.inside;
    return true;
  }
  /// So many of those inside are the caller's, and leave.
  void join_and_look(int ended = 0) {
    history_.inside -= ended;
    join(static_cast<std::size_t>(ended));
    history_.joined = true;
    check(history_.inside == 0, "what has entered has left");
    check(history_.threads_up == 0, "the threads have ended");
    check(is_joined(), "it is joined");
  }

 private:
  program& program_;
  history& history_;
  atomic<int> working_{0};
};

/// A block that so many are in, and so many more references.
block* make_block(program& p, int inside, int references = 0) {
  auto* const seen = p.make<history>();
  auto* const made = p.make<block>(p, *seen);
  for (int i = 0; i < inside; ++i) check(made->enter_counted(), "it is open");
  for (int i = 0; i < references; ++i) made->add_reference();
  p.at_end([=] {
    check(seen->inside == 0, "all have left");
    check((seen->threads_ended != 0) == seen->had_threads, "the threads were ended, if there were any");
    check(seen->destroyed == 1, "it is destroyed with the last reference, once");
  });
  return made;
}

/// A thread that has a reference, and joins; so many of those inside are its own.
void join_in_thread(program& p, block* one, int ended = 0) {
  p.thread([=] {
    one->join_and_look(ended);
    one->remove_reference();
  });
}

/// A thread that has a reference, and enters, unless it is refused.
void enter_in_thread(program& p, block* one) {
  p.thread([=] {
    if (one->enter_counted()) one->work_and_leave();
    one->remove_reference();
  });
}

//-- Joining -------------------------------------------------------------------------

TEST(JoinBlockExplored, WhoWaitedMayDestroyItAtOnce) {
  expect_right([](program& p) {
    block* const one = make_block(p, 2);
    for (int i = 0; i < 2; ++i) p.thread([=] { one->work_and_leave(); });
    join_in_thread(p, one);
  });
}

TEST(JoinBlockExplored, SomeLeaveTogether) {
  expect_right([](program& p) {
    block* const one = make_block(p, 0);
    for (int i = 0; i < 3; ++i) check(one->enter(), "it is open");
    p.thread([=] { one->leave(2); });
    p.thread([=] { one->leave(); });
    p.thread([=] {
      one->join_and_look();
      check(one->count() == 0, "nothing is left");
      one->remove_reference();
    });
  });
}

TEST(JoinBlockExplored, WhoJoinsHasItsOwnLeave) {
  expect_right([](program& p) {
    block* const one = make_block(p, 3, /*references=*/2);
    p.thread([=] { one->work_and_leave(); });
    join_in_thread(p, one, 2);
    join_in_thread(p, one);
    enter_in_thread(p, one);
  });
}

TEST(JoinBlockExplored, WhoIsInsideMayEnterWhileItIsJoined) {
  expect_right([](program& p) {
    block* const one = make_block(p, 1);
    auto* const handed_on = p.make<atomic<bool>>(false);
    p.thread([=] {
      check(one->enter_counted(), "open to who is inside");
      handed_on->store(true, order);
      one->work_and_leave();
    });
    p.thread([=] {
      while (!handed_on->load(order)) explored_concurrency::pause();
      one->work_and_leave();
    });
    join_in_thread(p, one);
  });
}

TEST(JoinBlockExplored, WhatEntersIsWaitedForOrRefused) {
  expect_right([](program& p) {
    block* const one = make_block(p, 1, /*references=*/2);
    p.thread([=] { one->work_and_leave(); });
    for (int i = 0; i < 2; ++i) enter_in_thread(p, one);
    p.thread([=] {
      one->join_and_look();
      check(!one->enter_counted(), "closed by the join");
      one->remove_reference();
    });
  });
}

TEST(JoinBlockExplored, SeveralWait) {
  expect_right([](program& p) {
    block* const one = make_block(p, 1, /*references=*/2);
    p.thread([=] { one->work_and_leave(); });
    for (int i = 0; i < 2; ++i) join_in_thread(p, one);
    enter_in_thread(p, one);
  });
}

TEST(JoinBlockExplored, ThreadsAreEndedBeforeAnyJoinReturns) {
  expect_right([](program& p) {
    block* const one = make_block(p, 1, /*references=*/2);
    one->start_thread();
    p.thread([=] { one->work_and_leave(); });
    for (int i = 0; i < 2; ++i) join_in_thread(p, one);
    enter_in_thread(p, one);
  });
}

TEST(JoinBlockExplored, AThreadThatIsNotedInsideIsEnded) {
  expect_right([](program& p) {
    block* const one = make_block(p, 2, /*references=*/1);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        one->start_thread();
        one->work_and_leave();
      });
    for (int i = 0; i < 2; ++i) join_in_thread(p, one);
  });
}

//-- Closing, holding, reopening ---------------------------------------------------------

TEST(JoinBlockExplored, ClosedRefusesAndStillJoins) {
  expect_right([](program& p) {
    block* const one = make_block(p, 1, /*references=*/2);
    auto* const closed = p.make<bool>(false);
    p.thread([=] {
      one->close();
      *closed = true;
      one->remove_reference();
    });
    p.thread([=] {
      const bool was_closed = *closed;
      const bool entered = one->enter_counted();
      check(!(was_closed && entered), "closed is closed");
      if (entered) one->work_and_leave();
      one->remove_reference();
    });
    p.thread([=] { one->work_and_leave(); });
    join_in_thread(p, one);
  });
}

TEST(JoinBlockExplored, AHoldKeepsWhoWaitsWaiting) {
  expect_right([](program& p) {
    block* const one = make_block(p, 2);
    int* const held = p.make<int>(0);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        one->hold();
        ++*held;
        one->work_and_leave();
        check(!one->is_joined(), "it is held");
        --*held;
        one->release();
      });
    p.thread([=] {
      one->join_and_look();
      check(*held == 0, "all holds were released");
      one->remove_reference();
    });
  });
}

TEST(JoinBlockExplored, ReopenedIsAsNew) {
  expect_right([](program& p) {
    block* const one = make_block(p, 2);
    auto* const round = p.make<atomic<int>>(1);
    for (int turn = 1; turn <= 2; ++turn)
      for (int i = 0; i < 2; ++i)
        p.thread([=] {
          while (round->load(order) < turn) explored_concurrency::pause();
          one->work_and_leave();
        });
    p.thread([=] {
      one->join_and_look();
      one->happened().joined = false;
      one->reopen();
      for (int i = 0; i < 2; ++i) check(one->enter_counted(), "it is open again");
      round->store(2, order);
      one->join_and_look();
      one->remove_reference();
    });
  });
}

TEST(JoinBlockExplored, WhoIsRefusedWhileItIsReopenedHasNotEntered) {
  expect_right([](program& p) {
    block* const one = make_block(p, 0, /*references=*/2);
    one->join_and_look();
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        if (one->enter()) one->leave();
        one->remove_reference();
      });
    p.thread([=] {
      one->reopen();
      check(one->count() <= 2, "nobody has left twice");
      one->join();
      one->remove_reference();
    });
  });
}

//-- Waiting without joining ---------------------------------------------------------------

constexpr auto without_end = [](auto& changed, auto& lock) {
  changed.wait(lock);
  return true;
};

TEST(JoinBlockExplored, WhoWaitsUntilItIsIdleLeavesItOpen) {
  expect_right([](program& p) {
    block* const one = make_block(p, 2, /*references=*/1);
    int* const left = p.make<int>(0);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        ++*left;
        one->work_and_leave();
      });
    p.thread([=] {
      check(one->wait_idle(without_end), "it was not too late");
      check(*left == 2, "all have left");
      one->remove_reference();
    });
    p.thread([=] {
      check(one->wait_idle(without_end), "it was not too late");
      check(*left == 2, "all have left");
      check(one->enter_counted(), "it is open");
      one->work_and_leave();
      one->join_and_look();
      one->remove_reference();
    });
  });
}

TEST(JoinBlockExplored, ANudgeEndsAWaitThatIsTooLate) {
  expect_right([](program& p) {
    block* const one = make_block(p, 1, /*references=*/1);
    auto* const late = p.make<atomic<bool>>(false);
    auto* const went_on = p.make<atomic<bool>>(false);
    p.thread([=] {
      late->store(true, order);
      one->nudge();
      one->remove_reference();
    });
    p.thread([=] {
      while (!went_on->load(order)) explored_concurrency::pause();
      one->work_and_leave();
    });
    p.thread([=] {
      const bool idle = one->wait_idle([=](auto& changed, auto& lock) {
        if (late->load(order)) return false;
        changed.wait(lock);
        return !late->load(order);
      });
      check(!idle, "one is inside until this goes on");
      went_on->store(true, order);
      one->join_and_look();
      one->remove_reference();
    });
  });
}

//-- References ------------------------------------------------------------------------------

TEST(JoinBlockExplored, TheLastReferenceDestroysItOnce) {
  expect_right([](program& p) {
    block* const one = make_block(p, 0, /*references=*/2);
    for (int i = 0; i < 3; ++i)
      p.thread([=] {
        one->add_reference();
        one->remove_reference();
        check(!one->is_joined(), "it is there");
        one->remove_reference();
      });
  });
}

}  // namespace

#endif
