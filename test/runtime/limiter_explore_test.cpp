// The places of a group's tasks, in many interleavings: never more than the limit, in
// order, nothing is lost, and nobody waits for a place for ever.
#ifdef SC_TEST_EXPLORE

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <sc/detail/limiter.h>
#include <vector>

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

struct node {
  int id = 0;
  node* next = nullptr;
  bool has_place = false;
};
using places = sc::detail::limiter<explored_concurrency, node>;
using admission = places::admission;

/// A limiter, and tasks that do what a group does with it.
class tasks {
 public:
  explicit tasks(std::size_t limit) : limiter_(limit), highest_(limit) {}
  places& limiter() noexcept { return limiter_; }

  admission start(int id, bool only_now = false) {
    node* const made = make(id);
    const admission how = limiter_.admit(made, only_now);
    if (how == admission::place) run(made);
    return how;
  }
  /// Leaves the running to who passes on.
  admission only_admit(int id) { return limiter_.admit(make(id), false); }

  /// Runs a task, and what gets its place.
  void run(node* one) {
    while (one) {
      check(one->has_place, "what is handed out has a place");
      check(!one->next, "and is in no queue");
      begin(one->id);
      working_.fetch_add(1, order);
      --running_;
      one = limiter_.pass_on();
    }
  }
  /// Runs whatever there is a place for.
  void take_all() {
    while (node* const one = limiter_.take()) run(one);
  }
  void stop() {
    for (node* one = limiter_.stop(); one; one = one->next) {
      check(!one->has_place, "what was queued had none");
      dropped_.push_back(one->id);
    }
    stopped_ = true;
  }
  void set_limit(std::size_t limit) {
    highest_ = std::max(highest_, limit);
    limiter_.set_limit(limit);
  }

  const std::vector<int>& ran() const noexcept { return ran_; }
  bool is_stopped() const noexcept { return stopped_; }

  /// All of 1 to \p count, once each, ran or were dropped.
  void check_nothing_is_lost(int count) {
    check(limiter_.running() == 0 && limiter_.queued() == 0, "all places are free, the queue is empty");
    std::vector<int> all = ran_;
    all.insert(all.end(), dropped_.begin(), dropped_.end());
    std::sort(all.begin(), all.end());
    std::vector<int> wanted;
    for (int id = 1; id <= count; ++id) wanted.push_back(id);
    check(all == wanted, "each ran or was dropped, once");
  }
  void check_in_order() const { check(std::is_sorted(ran_.begin(), ran_.end()), "in the order of queueing"); }
  /// A thread's are its number times ten and on.
  void check_in_order_of_each_thread() const {
    for (std::size_t i = 0; i < ran_.size(); ++i)
      for (std::size_t j = i + 1; j < ran_.size(); ++j)
        check(ran_[i] / 10 != ran_[j] / 10 || ran_[i] < ran_[j], "in the order of queueing");
  }

 private:
  node* make(int id) {
    made_.push_back(std::make_unique<node>());
    made_.back()->id = id;
    return made_.back().get();
  }
  void begin(int id) {
    ran_.push_back(id);
    check(static_cast<std::size_t>(++running_) <= highest_, "never more than the limit");
  }

  places limiter_;
  std::size_t highest_;
  int running_ = 0;
  bool stopped_ = false;
  atomic<int> working_{0};
  std::vector<int> ran_, dropped_;
  std::vector<std::unique_ptr<node>> made_;
};

/// A limiter of one place, which is taken, and nobody gives back.
tasks* make_full(program& p) {
  auto* const all = p.make<tasks>(1U);
  check(all->limiter().admit(p.make<node>(), true) == admission::place, "there is one place");
  return all;
}

TEST(LimiterExplored, NeverMoreThanTheLimitAndNothingIsLost) {
  for (const std::size_t limit : {1U, 2U})
    expect_right([=](program& p) {
      auto* const all = p.make<tasks>(limit);
      for (int i = 0; i < 3; ++i)
        p.thread([=] {
          all->start(2 * i + 1);
          all->start(2 * i + 2);
        });
      p.at_end([=] { all->check_nothing_is_lost(6); });
    });
}

TEST(LimiterExplored, TheQueueKeepsItsOrder) {
  expect_right([](program& p) {
    auto* const all = p.make<tasks>(1U);
    for (int i = 1; i <= 3; ++i)
      p.thread([=] {
        for (int k = 0; k < 3; ++k) all->start(10 * i + k);
      });
    p.at_end([=] {
      check(all->ran().size() == 9, "all ran");
      all->check_in_order_of_each_thread();
    });
  });
}

TEST(LimiterExplored, OfSeveralThatPassOnEachGetsAnother) {
  expect_right([](program& p) {
    auto* const all = p.make<tasks>(2U);
    std::vector<node*> first;
    for (int id = 1; id <= 2; ++id) {
      auto* const one = p.make<node>();
      one->id = id;
      check(all->limiter().admit(one, false) == admission::place, "there are two places");
      first.push_back(one);
    }
    for (int id = 3; id <= 5; ++id) check(all->only_admit(id) == admission::queued, "they are taken");
    for (node* const one : first) p.thread([=] { all->run(one); });
    p.thread([=] { all->start(6); });
    p.at_end([=] {
      check(all->limiter().queued() == 0, "the queue is empty");
      all->check_nothing_is_lost(6);
    });
  });
}

TEST(LimiterExplored, OnlyNowIsNeverQueued) {
  expect_right([](program& p) {
    auto* const all = p.make<tasks>(1U);
    int* const full = p.make<int>(0);
    for (int i = 0; i < 3; ++i)
      p.thread([=] {
        const admission how = all->start(i + 1, /*only_now=*/true);
        check(how == admission::place || how == admission::full, "it runs, or is refused");
        if (how == admission::full) ++*full;
      });
    p.at_end([=] {
      check(all->limiter().queued() == 0, "the queue is empty");
      check(all->ran().size() + static_cast<std::size_t>(*full) == 3, "each ran or was refused");
    });
  });
}

//-- Stopping ----------------------------------------------------------------------------

TEST(LimiterExplored, AStopDropsTheQueueAndLetsNothingIn) {
  expect_right([](program& p) {
    auto* const all = p.make<tasks>(1U);
    auto* const refused = p.make<std::vector<int>>();
    auto* const later = p.make<node>();
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        for (int id = 2 * i + 1; id <= 2 * i + 2; ++id) {
          const bool late = all->is_stopped();
          const bool in = all->start(id) != admission::stopped;
          check(!(late && in), "stopped lets nothing in");
          if (!in) refused->push_back(id);
        }
      });
    p.thread([=] { all->stop(); });
    p.at_end([=] {
      check(all->limiter().admit(later, false) == admission::stopped, "it stays stopped");
      all->limiter().reopen();
      for (const int id : *refused) check(all->start(id) == admission::place, "it is open again");
      all->check_nothing_is_lost(4);
    });
  });
}

//-- Another limit -------------------------------------------------------------------------

TEST(LimiterExplored, ARaisedLimitStartsWhatWaits) {
  expect_right([](program& p) {
    tasks* const all = make_full(p);
    for (int id = 1; id <= 2; ++id) p.thread([=] { all->only_admit(id); });
    p.thread([=] {
      all->set_limit(3);
      while (all->limiter().take()) {}
    });
    p.at_end([=] {
      check(all->limiter().queued() == 0, "there was a place for each");
      check(all->limiter().running() == 3, "each has it");
    });
  });
}

TEST(LimiterExplored, ALimitThatGoesUpAndDownLosesNothing) {
  expect_right([](program& p) {
    auto* const all = p.make<tasks>(2U);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        all->start(2 * i + 1);
        all->start(2 * i + 2);
      });
    p.thread([=] {
      for (const std::size_t limit : {1U, 3U, 1U}) {
        all->set_limit(limit);
        all->take_all();
      }
    });
    p.at_end([=] { all->check_nothing_is_lost(4); });
  });
}

TEST(LimiterExplored, ALoweredLimitHoldsForWhatStartsLater) {
  expect_right([](program& p) {
    auto* const all = p.make<tasks>(2U);
    auto* const running = p.make<int>(0);
    auto* const lowered = p.make<bool>(false);
    auto* const working = p.make<atomic<int>>(0);
    for (int i = 0; i < 3; ++i)
      p.thread([=, mine = p.make<node>()] {
        const bool late = *lowered;
        if (all->limiter().admit(mine, true) != admission::place) return;
        ++*running;
        if (late) check(*running == 1, "one at a time, from now on");
        working->fetch_add(1, order);
        --*running;
        check(!all->limiter().pass_on(), "nothing is queued");
      });
    p.thread([=] {
      all->limiter().set_limit(1);
      *lowered = true;
    });
    p.at_end([=] { check(all->limiter().running() == 0, "all places are free"); });
  });
}

//-- Waiting for a place ----------------------------------------------------------------------

/// Starts as go_blocking does. False if nothing is let in any more.
bool start_when_free(tasks& all, int id) {
  for (;;) {
    const admission how = all.start(id, /*only_now=*/true);
    if (how != admission::full) return how == admission::place;
    all.limiter().wait_for_place();
  }
}

TEST(LimiterExplored, WhoWaitsForAPlaceGetsOne) {
  expect_right([](program& p) {
    auto* const all = p.make<tasks>(1U);
    for (int id = 1; id <= 3; ++id)
      p.thread([=] { check(start_when_free(*all, id), "it is not stopped"); });
    p.at_end([=] { all->check_nothing_is_lost(3); });
  });
}

TEST(LimiterExplored, AStopWakesWhoWaitsForAPlace) {
  expect_right([](program& p) {
    tasks* const all = make_full(p);
    for (int id = 1; id <= 2; ++id)
      p.thread([=] { check(!start_when_free(*all, id), "there is no place"); });
    p.thread([=] { all->stop(); });
  });
}

TEST(LimiterExplored, ARaisedLimitWakesWhoWaitsForAPlace) {
  expect_right([](program& p) {
    tasks* const all = make_full(p);
    for (int id = 1; id <= 2; ++id)
      p.thread([=] { check(start_when_free(*all, id), "there is a place"); });
    p.thread([=] { all->set_limit(3); });
    p.at_end([=] { check(all->ran().size() == 2, "both ran"); });
  });
}

}  // namespace

#endif
