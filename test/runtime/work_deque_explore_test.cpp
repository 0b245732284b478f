// A worker's own tasks, in many interleavings: each is got once, by its owner or by
// a thief, also while the ring grows.
#ifdef SC_TEST_EXPLORE

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <sc/detail/work_deque.h>
#include <vector>

#include "explore/expect.h"
#include "explore/explore.h"

namespace {

using explore::check;
using explore::expect_right;
using explore::explored_concurrency;
using explore::program;
using deque = sc::detail::work_deque<explored_concurrency, int>;

/// The items 1, 2, ... of a deque, and who got them.
class account {
 public:
  explicit account(int count) : times_got_(static_cast<std::size_t>(count), 0) {
    for (int i = 1; i <= count; ++i) items_.push_back(i);
  }
  int* next() { return &items_[pushed_++]; }
  /// True if there was one.
  bool got(const int* item) {
    if (!item) return false;
    check(++times_got_[static_cast<std::size_t>(*item) - 1] == 1, "each is got once");
    return true;
  }
  void check_all_were_got() const {
    check(pushed_ == items_.size(), "all were pushed");
    check(std::count(times_got_.begin(), times_got_.end(), 1) ==
              static_cast<std::ptrdiff_t>(times_got_.size()),
          "each was got");
  }

 private:
  std::vector<int> items_;
  std::vector<int> times_got_;
  std::size_t pushed_ = 0;
};

/// What it steals came in the order of pushing.
void steal(deque& from, account& all, int tries) {
  int last = 0;
  for (int i = 0; i < tries; ++i) {
    const int* const item = from.steal();
    if (!all.got(item)) continue;
    check(*item > last, "a thief takes what was pushed first");
    last = *item;
  }
}
/// Pops all, and looks at what there is then.
void pop_all(deque& from, account& all) {
  while (all.got(from.pop())) {}
  check(from.is_empty(), "only the owner adds");
}

TEST(WorkDequeExplored, EachIsGotOnceWhileItGrows) {
  for (const std::size_t capacity : {1U, 2U})
    expect_right([=](program& p) {
      auto* const mine = p.make<deque>(capacity);
      auto* const all = p.make<account>(5);
      p.thread([=] {
        mine->push(all->next());
        mine->push(all->next());
        mine->push(all->next());
        all->got(mine->pop());
        mine->push(all->next());
        mine->push(all->next());
        pop_all(*mine, *all);
      });
      for (int thief = 0; thief < 2; ++thief) p.thread([=] { steal(*mine, *all, 3); });
      p.at_end([=] { all->check_all_were_got(); });
    });
}

TEST(WorkDequeExplored, TheLastOneGoesToOne) {
  expect_right([](program& p) {
    auto* const mine = p.make<deque>(2U);
    auto* const all = p.make<account>(2);
    p.thread([=] {
      for (int i = 0; i < 2; ++i) {
        mine->push(all->next());
        all->got(mine->pop());
      }
    });
    for (int thief = 0; thief < 2; ++thief) p.thread([=] { steal(*mine, *all, 2); });
    p.at_end([=] {
      all->check_all_were_got();
      check(mine->is_empty(), "nothing is left");
    });
  });
}

TEST(WorkDequeExplored, TheRingIsUsedAgain) {
  expect_right([](program& p) {
    auto* const mine = p.make<deque>(2U);
    auto* const all = p.make<account>(6);
    p.thread([=] {
      for (int i = 0; i < 3; ++i) {
        mine->push(all->next());
        mine->push(all->next());
        all->got(mine->pop());
      }
      pop_all(*mine, *all);
    });
    for (int thief = 0; thief < 2; ++thief) p.thread([=] { steal(*mine, *all, 3); });
    p.at_end([=] { all->check_all_were_got(); });
  });
}

TEST(WorkDequeExplored, TheOwnerTakesWhatItPushedLast) {
  expect_right([](program& p) {
    auto* const mine = p.make<deque>(1U);
    auto* const all = p.make<account>(4);
    p.thread([=] {
      for (int i = 0; i < 4; ++i) mine->push(all->next());
      int last = 5;
      while (const int* const item = mine->pop()) {
        all->got(item);
        check(*item < last, "the owner takes what was pushed last");
        last = *item;
      }
    });
    for (int thief = 0; thief < 2; ++thief) p.thread([=] { steal(*mine, *all, 2); });
    p.at_end([=] { all->check_all_were_got(); });
  });
}

/// Who sleeps must not miss it: what nobody takes is seen, whatever the owner does
/// above it.
TEST(WorkDequeExplored, IsNotEmptyWhileOneStays) {
  expect_right([](program& p) {
    auto* const mine = p.make<deque>(1U);
    auto* const all = p.make<account>(4);
    mine->push(all->next());
    p.thread([=] {
      mine->push(all->next());
      all->got(mine->pop());
      mine->push(all->next());
      mine->push(all->next());
      all->got(mine->pop());
      all->got(mine->pop());
    });
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        for (int k = 0; k < 3; ++k) check(!mine->is_empty(), "the first is there");
      });
    p.at_end([=] {
      pop_all(*mine, *all);
      all->check_all_were_got();
    });
  });
}

}  // namespace

#endif
