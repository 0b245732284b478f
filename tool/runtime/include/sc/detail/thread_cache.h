#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "group_state.h"
#include "join_all.h"
#include "process_wide.h"
#include "thread_list.h"

namespace sc::detail {

/// Threads that run one task after another, and wait for the next in between.
///
/// Each task that waits for a thread has one that runs no other task, so that it
/// waits for none to end. Who fell asleep last is woken first: the others may
/// time out.
class thread_cache final : public launcher {
 public:
  thread_cache() : launcher(/*lists=*/true) {}

  void launch(task_node* node) override {
    member* ended = nullptr;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      const std::size_t tasks = waiting_.load(std::memory_order_relaxed) + 1;
      if (tasks > idle_) {
        start_member();
        ended = std::exchange(ended_, nullptr);
      } else if (tasks > idle_ - asleep_) {
        wake_member()->changed.notify_one();  // With the lock: it may end at any time.
      }
      (last_ ? last_->next : first_) = node;
      last_ = node;
      waiting_.store(tasks, std::memory_order_relaxed);
    }
    join_all(ended);
  }

  void at_exit() {
    std::unique_lock<std::mutex> lock(mutex_);
    ending_.store(true, std::memory_order_relaxed);
    while (asleep_ != 0) wake_member()->changed.notify_one();
    // Who runs a task is not waited for: its group does that, or nobody can.
    gone_.wait(lock, [&] { return idle_ == 0; });
    ending_.store(false, std::memory_order_relaxed);
    member* const ended = std::exchange(ended_, nullptr);
    lock.unlock();
    join_all(ended);
  }

 private:
  struct member {
    std::thread thread;
    std::condition_variable changed;
    bool asleep = false;
    member* next = nullptr;  ///< Among those asleep, or ended.
  };

  /// How long a thread that has just become idle looks for work before it sleeps;
  /// one at a time does.
  static constexpr int spins = 300;
  static constexpr std::chrono::seconds patience{10};

  /// Starts a thread, which counts as idle. Requires the lock.
  void start_member() {
    std::unique_ptr<member> made(new member());
    made->thread = std::thread([this, self = made.get()] { work(self); });
    made.release();
    ++idle_;
  }

  /// Takes the last that fell asleep. Requires the lock, and one that is asleep.
  member* wake_member() noexcept {
    member* const woken = sleepers_;
    sleepers_ = woken->next;
    woken->asleep = false;
    --asleep_;
    return woken;
  }

  void work(member* self) {
    /// Also when the thread is cancelled from outside.
    struct ending {
      thread_cache* cache;
      member* self;
      std::unique_lock<std::mutex> lock;
      ~ending() {
        if (!lock.owns_lock()) lock.lock();
        self->next = cache->ended_;
        cache->ended_ = self;
        cache->gone_.notify_all();
      }
    };
    const listed_thread listed(thread_kind::cached);
    ending here{this, self, std::unique_lock<std::mutex>(mutex_)};
    do {
      while (task_node* const node = take()) {
        --idle_;
        here.lock.unlock();
        group_state* const last = group_state::run_all(node);
        here.lock.lock();
        ++idle_;  // Before the group is left: who has waited for it finds nobody at work.
        last->leave();
      }
    } while (wait_for_work(self, here.lock));
    --idle_;
  }

  /// The first of the queue, or null. Requires the lock.
  task_node* take() noexcept {
    task_node* const node = first_;
    if (!node) return nullptr;
    first_ = node->next;
    if (!first_) last_ = nullptr;
    node->next = nullptr;
    waiting_.store(waiting_.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
    return node;
  }

  /// False if the thread is to end.
  bool wait_for_work(member* self, std::unique_lock<std::mutex>& lock) {
    if (!spinning_) {
      spinning_ = true;
      lock.unlock();
      for (int i = 0; i < spins && waiting_.load(std::memory_order_relaxed) == 0; ++i)
        std_concurrency::pause();
      lock.lock();
      spinning_ = false;
    }
    if (first_) return true;
    if (ending_.load(std::memory_order_relaxed)) return false;
    self->asleep = true;
    self->next = sleepers_;
    sleepers_ = self;
    ++asleep_;
    const bool woken = self->changed.wait_for(lock, patience, [&] { return !self->asleep; });
    if (woken) return true;
    leave_sleepers(self);
    return false;
  }

  void leave_sleepers(member* self) noexcept {
    member** at = &sleepers_;
    while (*at != self) at = &(*at)->next;
    *at = self->next;
    --asleep_;
  }

  std::mutex mutex_;
  std::condition_variable gone_;
  std::size_t idle_ = 0;    ///< Threads that run no task.
  std::size_t asleep_ = 0;  ///< Of those, how many are in the list of sleepers.
  std::atomic<std::size_t> waiting_{0};  ///< Tasks in the queue. Written under the lock.
  task_node* first_ = nullptr;
  task_node* last_ = nullptr;
  member* sleepers_ = nullptr;
  member* ended_ = nullptr;
  bool spinning_ = false;
  std::atomic<bool> ending_{false};
};

}  // namespace sc::detail
