#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "block_cache.h"
#include "concurrency.h"
#include "crew.h"
#include "group_state.h"
#include "join_all.h"
#include "process_wide.h"
#include "thread_list.h"
#include "work_deque.h"

namespace sc::detail {

/// With room for a task whose callable has a pointer, and for one where it has 88 bytes.
inline constexpr std::size_t small_block = 64, task_block = 160;
inline constexpr std::size_t group_block = (sizeof(group_state) + 15) / 16 * 16;

/// What a thread that uses the pool has: its tasks, which others may steal, and
/// the memory of tasks. It outlives the thread, for the next.
struct cpu_seat {
  work_deque<std_concurrency, task_node> tasks;
  block_exchange<small_block> small;
  block_exchange<task_block> medium;
  block_exchange<group_block> large;
  cpu_seat* next = nullptr;
  cpu_seat* victim = nullptr;  ///< Where it stole last.
  unsigned ticks = 0;
  std::atomic<bool> taken{true};

  /// Sends home the memory of others that it has gathered.
  void flush() noexcept {
    small.flush();
    medium.flush();
    large.flush();
  }
};

/// What this thread has to do with the pool.
struct cpu_thread {
  cpu_seat* seat = nullptr;
  bool is_worker = false;
  bool has_left = false;       ///< Its thread_locals are being destroyed.
  unsigned helps_nobody = 0;   ///< How many `no_inline` there are.
};
inline cpu_thread& this_cpu_thread() noexcept {
  static thread_local cpu_thread here;
  return here;
}

/// A thread for each CPU, which run tasks that do not block.
///
/// Each has a deque of its own, and steals from the others when that is empty; a
/// thread from outside has one too. A thread that waits for a group runs tasks of
/// that very group meanwhile, so that nothing runs on its stack that a plain loop
/// would not have run there. While it blocks, another takes its place.
class cpu_pool final : public launcher {
 public:
  cpu_pool() : cpu_pool(threads_wanted()) {}
  explicit cpu_pool(unsigned threads) : crew_(threads) {
    for (unsigned i = 0; i <= threads; ++i) {  // One for who waits, and lends its CPU.
      try {
        start_worker();
      } catch (...) {
        if (i == 0) throw;  // One is enough.
        break;
      }
    }
  }

  void launch(task_node* node) override {
    if (cpu_seat* const seat = seat_of_this_thread()) {
      launch_from(*seat, node);
    } else {
      const std::lock_guard<std::mutex> lock(last_seat_mutex_);
      launch_from(last_seat_, node);
    }
  }

  std::size_t help(group_state& group) noexcept override {
    cpu_thread& here = this_cpu_thread();
    if (!here.seat || here.helps_nobody) return 0;
    std::size_t ended = 0;
    while (group.count() != ended) {
      task_node* node = here.seat->tasks.pop();
      if (!node) break;
      if (node->group != &group) {
        here.seat->tasks.push(node);  // There is room: it was there.
        crew_.call();                 // Who looked meanwhile has not seen it.
        break;
      }
      for (; node; ++ended) node = group.execute(node);  // What follows is of the same group.
    }
    for (int i = 0; i < waiting_spins && group.count() != ended; ++i) pause(1);
    return ended;
  }
  void before_waiting() noexcept override {
    crew_.lend();
    if (is_work()) crew_.call();
  }
  void after_waiting() noexcept override { crew_.take_back(); }

  bool splits() const noexcept override { return true; }
  bool is_hungry() const noexcept override {
    const cpu_seat* const seat = this_cpu_thread().seat;
    return crew_.is_idle() && seat && seat->tasks.is_empty();
  }

  void* allocate(std::size_t size) override {
    if (size > group_block) return ::operator new(size);
    if (cpu_seat* const seat = seat_of_this_thread()) return take(*seat, size);
    const std::lock_guard<std::mutex> lock(last_seat_mutex_);
    return take(last_seat_, size);
  }
  void release(void* memory, std::size_t size) noexcept override {
    if (size <= small_block)
      give_back(&cpu_seat::small, memory);
    else if (size <= task_block)
      give_back(&cpu_seat::medium, memory);
    else if (size <= group_block)
      give_back(&cpu_seat::large, memory);
    else
      ::operator delete(memory);
  }

  void before_blocking() noexcept override {
    if (!this_cpu_thread().is_worker || !crew_.step_out()) return;
    try {
      start_worker();
    } catch (...) {
      // There are no threads left: the others have to do.
    }
  }
  void after_blocking() noexcept override {
    if (this_cpu_thread().is_worker) crew_.step_in();
  }

  /// From now on, who has nothing to do ends. Who runs a task is not waited for:
  /// its group does that, or nobody can.
  void at_exit() {
    ending_.store(true, std::memory_order_seq_cst);
    crew_.call_all();
    std::unique_lock<std::mutex> lock(threads_mutex_);
    gone_.wait(lock, [this] { return !crew_.is_idle(); });
    worker_thread* const ended = std::exchange(ended_, nullptr);
    lock.unlock();
    join_all(ended);
  }

 private:
  static constexpr int waiting_spins = 200;
  static constexpr int searching_rounds = 60, longest_pause = 64;
  /// To steal what is done sooner than this costs its owner more time, in cache lines,
  /// than to do it: so the owner is left alone for a while. (Measured by the benchmarks
  /// fan_out/go and fan_out/busy.)
  static constexpr std::chrono::nanoseconds worth_a_theft{400};
  static constexpr int after_poor_theft = 64;
  /// After so many of its own tasks a worker looks at those of others first, so
  /// that they do not starve. (Of Go and tokio.)
  static constexpr unsigned fairness = 61;

  /// `SC_CPU_THREADS`, or one for each CPU, but one: who waits for a group works
  /// too, or lends its CPU.
  static unsigned threads_wanted() noexcept {
    const char* const given = std::getenv("SC_CPU_THREADS");
    const unsigned long wanted = given ? std::strtoul(given, nullptr, 10) : 0;
    if (wanted >= 1 && wanted <= 10000) return static_cast<unsigned>(wanted);
    const unsigned there_are = std::thread::hardware_concurrency();
    return there_are > 2 ? there_are - 1 : 1;
  }

  void launch_from(cpu_seat& seat, task_node* node) {
    seat.tasks.push(node);
    crew_.call();
    if (!ending_.load(std::memory_order_seq_cst) || crew_.is_idle()) return;
    try {
      start_worker();  // The others have ended.
    } catch (...) {
      // What was put in last comes out first, unless somebody has stolen it.
      if (seat.tasks.pop()) throw;
    }
  }

  struct worker_thread {
    std::thread thread;
    worker_thread* next = nullptr;
  };

  void start_worker() {
    std::unique_ptr<worker_thread> made(new worker_thread());
    crew_.join_in();
    try {
      // Locked, so that nobody joins what is not assigned yet.
      const std::lock_guard<std::mutex> lock(threads_mutex_);
      made->thread = std::thread([this, self = made.get()] { work(self); });
    } catch (...) {
      crew_.quit();
      throw;
    }
    made.release();
  }

  //-- Seats ---------------------------------------------------------------------

  /// Null while the thread ends.
  cpu_seat* seat_of_this_thread() {
    cpu_thread& here = this_cpu_thread();
    if (!here.seat && !here.has_left) here.seat = take_seat();
    return here.seat;
  }

  cpu_seat* take_seat() {
    struct leaving {
      ~leaving() {
        cpu_thread& here = this_cpu_thread();
        here.has_left = true;
        if (!here.seat) return;
        here.seat->flush();
        here.seat->taken.store(false, std::memory_order_release);
        here.seat = nullptr;
      }
    };
    static thread_local const leaving guard{};
    for (cpu_seat* one = seats_.load(std::memory_order_acquire); one; one = one->next)
      if (!one->taken.load(std::memory_order_relaxed) &&
          !one->taken.exchange(true, std::memory_order_acquire))
        return one;
    cpu_seat* const made = new cpu_seat();
    made->next = seats_.load(std::memory_order_relaxed);
    while (!seats_.compare_exchange_weak(made->next, made, std::memory_order_release,
                                         std::memory_order_relaxed)) {
    }
    return made;
  }

  static void pause(int times) noexcept {
    for (int i = 0; i < times; ++i) std_concurrency::pause();
  }

  static void* take(cpu_seat& seat, std::size_t size) {
    if (size <= small_block) return seat.small.take();
    return size <= task_block ? seat.medium.take() : seat.large.take();
  }

  template <std::size_t Size>
  static void give_back(block_exchange<Size> cpu_seat::*blocks, void* memory) noexcept {
    cpu_seat* const mine = this_cpu_thread().seat;
    if (mine)
      (mine->*blocks).give_back(memory);
    else
      block_cache<Size>::owner_of(memory).give_back(memory);
  }

  //-- Workers -------------------------------------------------------------------

  /// A thread that is cancelled here ends the program: the pool counts on it.
  void work(worker_thread* self) noexcept {
    const listed_thread listed(thread_kind::cpu);
    cpu_thread& here = this_cpu_thread();
    here.is_worker = true;
    cpu_seat& seat = *seat_of_this_thread();
    for (;;) {
      if (has_rested(seat)) continue;
      if (task_node* const node = search(seat)) {
        crew_.found();
        run_all(seat, node);
      } else if (ending_.load(std::memory_order_relaxed)) {
        if (has_quit(self)) return;
      } else {
        seat.flush();
        crew_.sleep([this] { return is_work() || ending_.load(std::memory_order_seq_cst); });
      }
    }
  }

  /// True if it was one too many, and has slept until it was called.
  bool has_rested(cpu_seat& seat) noexcept {
    if (!crew_.is_crowded() || ending_.load(std::memory_order_seq_cst)) return false;
    seat.flush();
    return crew_.sleep_if_crowded([this] {
      return ending_.load(std::memory_order_seq_cst) || (is_work() && !crew_.is_complete());
    });
  }

  /// False if there is work after all.
  bool has_quit(worker_thread* self) noexcept {
    const std::lock_guard<std::mutex> lock(threads_mutex_);
    crew_.quit();
    if (is_work()) {
      crew_.join_in();
      return false;
    }
    self->next = ended_;
    ended_ = self;
    gone_.notify_all();
    return true;
  }

  /// Tasks of one group that have ended, and leave it together: as long as one of
  /// them runs, nobody can tell.
  class batch {
   public:
    void run(task_node* node) {
      while (node) {
        if (node->group != group_) leave();
        group_ = node->group;
        node = group_->execute(node);
        ++ended_;
      }
    }
    void leave() noexcept {
      if (ended_ != 0) group_->leave(ended_);
      ended_ = 0;
    }

   private:
    group_state* group_ = nullptr;
    std::size_t ended_ = 0;
  };

  /// Looks for work again before the last group is left: who has waited for that
  /// finds nobody at work.
  void run_all(cpu_seat& seat, task_node* node) {
    using clock = std::chrono::steady_clock;
    batch done;
    clock::time_point stolen = clock::now();
    while (node) {
      done.run(node);
      if (crew_.is_crowded()) break;  // What is left is for the others.
      node = ++seat.ticks % fairness == 0 ? steal(seat) : nullptr;
      if (!node) node = seat.tasks.pop();
      if (node) continue;
      if (clock::now() - stolen < worth_a_theft) pause(after_poor_theft);
      node = steal(seat);
      stolen = clock::now();
    }
    crew_.search();
    done.leave();
  }

  /// Looks less and less often: each look takes a cache line from who is at work.
  task_node* search(cpu_seat& seat) {
    if (task_node* const own = seat.tasks.pop()) return own;
    for (int round = 0, pauses = 1; round < searching_rounds; ++round) {
      if (task_node* const stolen = steal(seat)) return stolen;
      pause(pauses);
      if (pauses < longest_pause) pauses *= 2;
    }
    return nullptr;
  }

  /// Takes a task from another seat, or null.
  task_node* steal(cpu_seat& seat) {
    cpu_seat* const start = seat.victim ? seat.victim : seats_.load(std::memory_order_acquire);
    cpu_seat* from = start;
    do {
      if (from != &seat) {
        if (task_node* const stolen = from->tasks.steal()) {
          seat.victim = from;
          return stolen;
        }
      }
      from = from->next;
      if (!from) from = seats_.load(std::memory_order_acquire);
    } while (from != start);
    return last_seat_.tasks.steal();
  }

  bool is_work() const noexcept {
    for (cpu_seat* one = seats_.load(std::memory_order_acquire); one; one = one->next)
      if (!one->tasks.is_empty()) return true;
    return !last_seat_.tasks.is_empty();
  }

  crew<std_concurrency> crew_;
  std::atomic<cpu_seat*> seats_{nullptr};
  std::atomic<bool> ending_{false};
  std::mutex threads_mutex_;
  std::condition_variable gone_;
  worker_thread* ended_ = nullptr;
  /// For threads that have left theirs.
  std::mutex last_seat_mutex_;
  cpu_seat last_seat_;
};

}  // namespace sc::detail
