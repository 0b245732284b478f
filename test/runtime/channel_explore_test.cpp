// The core of a channel, in many interleavings: nothing is lost, nothing comes twice,
// and nobody waits for ever.
#ifdef SC_TEST_EXPLORE

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <sc/detail/channel_core.h>
#include <string>
#include <utility>
#include <vector>

#include "explore/expect.h"
#include "explore/explore.h"
#include "failure.h"

namespace {

using explore::check;
using explore::expect_right;
using explore::explored_concurrency;
using explore::program;
template <class T>
using core = sc::detail::channel_core<T, explored_concurrency>;

/// For each of the capacities that make a difference.
template <class Program>
void expect_right_with_any_capacity(Program what) {
  for (const std::size_t capacity : {0U, 1U, 2U}) {
    SCOPED_TRACE(capacity);
    expect_right([&](program& p) { what(p, capacity); });
  }
}

//-- Stops ------------------------------------------------------------------------

/// What stop_state and stop_callback are, of modelled parts.
class stop {
 public:
  void request() {
    std::unique_lock<mutex> lock(mutex_);
    requested_ = true;
    while (!callbacks_.empty()) {
      running_ = callbacks_.back();
      callbacks_.pop_back();
      lock.unlock();
      running_->run();
      lock.lock();
      running_ = nullptr;
      ran_.notify_all();
    }
  }
  bool requested() {
    const std::lock_guard<mutex> lock(mutex_);
    return requested_;
  }

  class callback {
   public:
    callback(stop& of, std::function<void()> f) : run(std::move(f)), of_(of) {
      if (!add()) run();
    }
    callback(const callback&) = delete;
    callback& operator=(const callback&) = delete;
    ~callback() {
      std::unique_lock<mutex> lock(of_.mutex_);
      const auto found = std::find(of_.callbacks_.begin(), of_.callbacks_.end(), this);
      if (found != of_.callbacks_.end())
        of_.callbacks_.erase(found);
      else
        of_.ran_.wait(lock, [&] { return of_.running_ != this; });
    }

    const std::function<void()> run;

   private:
    bool add() {
      const std::lock_guard<mutex> lock(of_.mutex_);
      if (!of_.requested_) of_.callbacks_.push_back(this);
      return !of_.requested_;
    }

    stop& of_;
  };

  auto wake() {
    return [this](auto f) { return callback(*this, f); };
  }

 private:
  using mutex = explored_concurrency::mutex;
  mutex mutex_;
  explored_concurrency::condition ran_;
  bool requested_ = false;
  std::vector<callback*> callbacks_;
  callback* running_ = nullptr;
};

struct no_callback {
  ~no_callback() {}  // NOLINT(modernize-use-equals-default): or it would be called unused.
};
constexpr auto never = [](auto) { return no_callback(); };

//-- What was sent and what came ------------------------------------------------------

/// Each sender's values are its number times ten and on: 11, 12; 21, 22.
struct account {
  std::vector<int> sent, received;

  template <class OnStop>
  bool send(core<int>& to, int value, const OnStop& on_stop) {
    int mine = value;
    if (!to.send(mine, on_stop)) return false;
    sent.push_back(value);
    return true;
  }
  template <class OnStop>
  bool receive(core<int>& from, const OnStop& on_stop) {
    std::optional<int> place;
    from.receive(place, on_stop);
    return keep(place);
  }
  bool keep(const std::optional<int>& place) {
    if (place) received.push_back(*place);
    return place.has_value();
  }

  void check_all_came_once() {
    std::sort(sent.begin(), sent.end());
    std::sort(received.begin(), received.end());
    check(sent == received, "what was sent was received, once");
  }
};

/// One receiver's values, of each sender, are in the order of sending.
void check_order(const std::vector<int>& received) {
  for (std::size_t i = 0; i < received.size(); ++i)
    for (std::size_t k = i + 1; k < received.size(); ++k)
      check(received[i] / 10 != received[k] / 10 || received[i] < received[k], "in order");
}

void send_two(core<int>& to, account& all, int sender) {
  check(all.send(to, sender * 10 + 1, never), "open while there is a receiver");
  check(all.send(to, sender * 10 + 2, never), "open while there is a receiver");
  to.remove_sender();
}

void receive_all(core<int>& from, account& all) {
  account mine;
  while (mine.receive(from, never)) {}
  check_order(mine.received);
  all.received.insert(all.received.end(), mine.received.begin(), mine.received.end());
  from.remove_receiver();
}

//-- Values ---------------------------------------------------------------------------

TEST(ChannelExplored, TwoSendToOne) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    channel->add_sender();
    for (int s = 1; s <= 2; ++s) p.thread([=] { send_two(*channel, *all, s); });
    p.thread([=] { receive_all(*channel, *all); });
    p.at_end([=] {
      check(all->sent.size() == 4, "all was sent");
      all->check_all_came_once();
    });
  });
}

TEST(ChannelExplored, TwoSendToTwo) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    channel->add_sender();
    channel->add_receiver();
    for (int s = 1; s <= 2; ++s) p.thread([=] { send_two(*channel, *all, s); });
    for (int r = 0; r < 2; ++r) p.thread([=] { receive_all(*channel, *all); });
    p.at_end([=] {
      check(all->sent.size() == 4, "all was sent");
      all->check_all_came_once();
    });
  });
}

TEST(ChannelExplored, EndsAreMadeAndDroppedMeanwhile) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    channel->add_sender();
    p.thread([=] {
      channel->add_sender();
      check(all->send(*channel, 11, never), "open while there is a receiver");
      channel->remove_sender();
      channel->remove_sender();
    });
    p.thread([=] {
      check(all->send(*channel, 21, never), "open while there is a receiver");
      channel->remove_sender();
    });
    p.thread([=] {
      channel->add_receiver();
      all->receive(*channel, never);
      channel->remove_receiver();
      receive_all(*channel, *all);
    });
    p.at_end([=] { all->check_all_came_once(); });
  });
}

TEST(ChannelExplored, SomeTryAndSomeWait) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    channel->add_sender();
    channel->add_receiver();
    p.thread([=] { send_two(*channel, *all, 1); });
    p.thread([=] {
      int value = 21;
      if (channel->try_send(value)) all->sent.push_back(value);
      channel->remove_sender();
    });
    p.thread([=] {
      std::optional<int> place;
      channel->try_receive(place);
      all->keep(place);
      channel->remove_receiver();
    });
    p.thread([=] { receive_all(*channel, *all); });
    p.at_end([=] { all->check_all_came_once(); });
  });
}

/// The place that is free goes to who waits for it, also if nobody receives again.
TEST(ChannelExplored, OneReceivedLetsOneSenderGoOn) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    struct progress {
      explored_concurrency::mutex guard;
      explored_concurrency::condition changed;
      bool all_sent = false;
    };
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    auto* const sender = p.make<progress>();
    channel->add_receiver();
    p.thread([=] {
      for (int i = 0; i <= static_cast<int>(capacity); ++i)
        check(all->send(*channel, 11 + i, never), "open while there is a receiver");
      channel->remove_sender();
      const std::lock_guard<explored_concurrency::mutex> lock(sender->guard);
      sender->all_sent = true;
      sender->changed.notify_all();
    });
    p.thread([=] { channel->remove_receiver(); });
    p.thread([=] {
      check(all->receive(*channel, never), "there was one");
      {
        std::unique_lock<explored_concurrency::mutex> lock(sender->guard);
        sender->changed.wait(lock, [=] { return sender->all_sent; });
      }
      receive_all(*channel, *all);
    });
    p.at_end([=] { all->check_all_came_once(); });
  });
}

/// Says that a call waits: what it would do about stops is asked after that.
auto waits(explored_concurrency::atomic<int>& count) {
  return [&count](auto) {
    count.fetch_add(1, std::memory_order_seq_cst);
    return no_callback();
  };
}
void until(explored_concurrency::atomic<int>& count, int enough) {
  while (count.load(std::memory_order_seq_cst) < enough) explored_concurrency::pause();
}

TEST(ChannelExplored, WhoWaitsLongestToSendIsServedFirst) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    auto* const waiting = p.make<explored_concurrency::atomic<int>>(0);
    for (int filler = 1; filler <= static_cast<int>(capacity); ++filler)
      check(all->send(*channel, filler, never), "there are places");
    for (int s = 0; s < 2; ++s)
      p.thread([=] {
        until(*waiting, s);
        check(all->send(*channel, 11 + s, waits(*waiting)), "open while there is a receiver");
      });
    p.thread([=] {
      until(*waiting, 2);
      for (std::size_t i = 0; i < capacity + 2; ++i) all->receive(*channel, never);
      check(std::is_sorted(all->received.begin(), all->received.end()), "in the order of waiting");
    });
    p.at_end([=] {
      channel->remove_sender();
      channel->remove_receiver();
      all->check_all_came_once();
    });
  });
}

TEST(ChannelExplored, WhoWaitsLongestToReceiveIsServedFirst) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const waiting = p.make<explored_concurrency::atomic<int>>(0);
    for (int r = 0; r < 2; ++r)
      p.thread([=] {
        until(*waiting, r);
        account mine;
        mine.receive(*channel, waits(*waiting));
        check(mine.received == std::vector<int>{11 + r}, "in the order of waiting");
      });
    p.thread([=] {
      until(*waiting, 2);
      for (int value = 11; value <= 12; ++value)
        check(channel->try_send(value), "somebody waits for it");
    });
    p.at_end([=] {
      channel->remove_sender();
      check(channel->size() == 0, "all went to who waited");
      channel->remove_receiver();
    });
  });
}

//-- Closing ----------------------------------------------------------------------------

TEST(ChannelExplored, ClosedWithAnErrorWhileOthersSendAndReceive) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    channel->add_sender();
    channel->add_receiver();
    p.thread([=] {
      for (int value = 11; value <= 12; ++value)
        if (!all->send(*channel, value, never)) break;
      channel->remove_sender();
    });
    p.thread([=] {
      channel->close(std::make_exception_ptr(failure("of the source")));
      check(!all->send(*channel, 21, never), "closed to who has closed it");
      channel->remove_sender();
    });
    for (int r = 0; r < 2; ++r)
      p.thread([=] {
        const std::string end = message_of([=] {
          while (all->receive(*channel, never)) {}
        });
        check(end == "of the source", "the error is the end for each receiver");
        channel->remove_receiver();
      });
    p.at_end([=] { all->check_all_came_once(); });
  });
}

TEST(ChannelExplored, TheLastReceiverGoesWhileOthersSend) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    channel->add_sender();
    for (int s = 1; s <= 2; ++s)
      p.thread([=] {
        for (int i = 1; i <= 2; ++i)
          if (!all->send(*channel, s * 10 + i, never)) break;
        channel->remove_sender();
      });
    p.thread([=] {
      check(all->receive(*channel, never), "senders are there");
      channel->remove_receiver();
    });
    p.at_end([=] {
      check(all->received.size() == 1, "one was received");
      check(all->sent.size() <= 1 + capacity, "and the places were filled");
    });
  });
}

/// Whether it is destroyed once, and no more than one of it lives.
struct counted {
  counted(int& in) : alive(&in) { ++*alive; }
  counted(counted&& other) noexcept : alive(other.alive) { ++*alive; }
  ~counted() { --*alive; }
  int* alive;
};

TEST(ChannelExplored, WhatNobodyReceivesIsDestroyed) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<counted>(capacity);
    int* const alive = p.make<int>(0);
    channel->add_sender();
    for (int s = 0; s < 2; ++s)
      p.thread([=] {
        counted mine(*alive);
        while (channel->send(mine, never)) {}
        channel->remove_sender();
      });
    p.thread([=] {
      std::optional<counted> place;
      channel->receive(place, never);
      channel->remove_receiver();
    });
    p.at_end([=] { check(*alive == 0, "all are destroyed, once"); });
  });
}

//-- Stopping -----------------------------------------------------------------------------

TEST(ChannelExplored, StopWakesSendersAndLosesNothing) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    auto* const stopping = p.make<stop>();
    channel->add_sender();
    for (int s = 1; s <= 2; ++s)
      p.thread([=] {
        for (int i = 1; i <= 2; ++i)
          if (!all->send(*channel, s * 10 + i, stopping->wake())) break;
        channel->remove_sender();
      });
    p.thread([=] { stopping->request(); });
    p.thread([=] {
      all->receive(*channel, stopping->wake());
      while (all->receive(*channel, never)) {}
      channel->remove_receiver();
    });
    p.at_end([=] { all->check_all_came_once(); });
  });
}

TEST(ChannelExplored, StopWakesReceiversWhileOneIsServed) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    auto* const stopping = p.make<stop>();
    channel->add_receiver();
    channel->add_receiver();
    for (int r = 0; r < 2; ++r)
      p.thread([=] {
        if (!all->receive(*channel, stopping->wake())) check(stopping->requested(), "nothing else ends it");
        channel->remove_receiver();
      });
    p.thread([=] {
      int value = 11;
      if (channel->try_send(value)) all->sent.push_back(value);
      stopping->request();
    });
    p.at_end([=] {
      channel->remove_sender();
      while (all->receive(*channel, never)) {}
      channel->remove_receiver();
      all->check_all_came_once();
    });
  });
}

/// A sender that is stopped does not take the turn of the one behind it.
TEST(ChannelExplored, StopOfOneLetsTheOtherBeServed) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<int>(capacity);
    auto* const all = p.make<account>();
    auto* const stopping = p.make<stop>();
    channel->add_sender();
    p.thread([=] {
      all->send(*channel, 11, stopping->wake());
      channel->remove_sender();
    });
    p.thread([=] { send_two(*channel, *all, 2); });
    p.thread([=] { stopping->request(); });
    p.thread([=] { receive_all(*channel, *all); });
    p.at_end([=] {
      all->check_all_came_once();
      check(all->received.size() >= 2, "the other's were");
    });
  });
}

//-- Moves that throw ------------------------------------------------------------------------

/// Some of its moves throw, and leave it where it was.
struct heavy {
  heavy(int n, int& left) : value(n), throws_left(&left) {}
  heavy(heavy&& other) : value(other.value), throws_left(other.throws_left) {
    if (*throws_left == 0 || !explore::one_in(4)) return;
    --*throws_left;
    throw failure("too heavy");
  }
  int value;
  int* throws_left;
};

TEST(ChannelExplored, MovesThatThrowLoseNothing) {
  expect_right_with_any_capacity([](program& p, std::size_t capacity) {
    auto* const channel = new core<heavy>(capacity);
    auto* const all = p.make<account>();
    int* const throws_left = p.make<int>(3);
    channel->add_sender();
    for (int s = 1; s <= 2; ++s)
      p.thread([=] {
        for (int i = 1; i <= 2; ++i) {
          heavy mine(s * 10 + i, *throws_left);
          for (bool sent = false; !sent;) {
            message_of([&] {
              sent = channel->send(mine, never);
              check(sent, "open while there is a receiver");
              all->sent.push_back(s * 10 + i);
            });
          }
        }
        channel->remove_sender();
      });
    p.thread([=] {
      for (bool more = true; more;)
        message_of([&] {
          std::optional<heavy> place;
          channel->receive(place, never);
          if (place) all->received.push_back(place->value);
          more = place.has_value();
        });
      check_order(all->received);
      channel->remove_receiver();
    });
    p.at_end([=] {
      check(all->sent.size() == 4, "all was sent");
      all->check_all_came_once();
    });
  });
}

}  // namespace

#endif
