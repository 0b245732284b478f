#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>
#endif

#include "chooser.h"
#include "fiber.h"
#include "trace.h"

namespace explore {

/// Runs schedules: threads that are fibers, of which one runs at a time, and
/// which switch before each operation on a modelled object.
///
/// Thread 0 makes the others, waits for them, and looks at what came out.
class world {
 public:
  world() = default;
  world(const world&) = delete;
  world& operator=(const world&) = delete;

  /// The one whose schedule runs; modelled objects exist in no other place.
  static world& current() {
    if (!running()) {
      std::fputs("explore: a modelled object is used outside of an exploration\n", stderr);
      std::abort();
    }
    return *running();
  }

  /// Runs a schedule. Says what went wrong in it, or "".
  std::string run(std::uint64_t number, std::size_t most_steps, std::function<void()> first) {
    choices_ = chooser(number);
    most_steps_ = most_steps;
    steps_ = started_ = alive_ = 0;
    objects_.clear();
    counts_.clear();
    trace_.clear();
    failure_.clear();
    start(std::move(first));
    running() = this;
    number_ = number;
    current_ = 0;
    tell_sanitizer();
    outside_.switch_to(threads_[0]->stack);
    running() = nullptr;
    if (!failure_.empty()) threads_.clear();  // Some of their stacks are in use.
    return failure_;
  }
  const char* strategy() const noexcept { return choices_.strategy(); }
  const trace& steps() const noexcept { return trace_; }

  //-- Threads ------------------------------------------------------------------

  void start(std::function<void()> body) {
    if (started_ == threads_.size()) threads_.push_back(std::make_unique<strand>(*this));
    strand& one = *threads_[started_++];
    one.body = std::move(body);
    one.does = doing::runs;
    one.waits_for = nullptr;
    choices_.add_thread();
  }
  /// Thread 0 lets the others run until they have ended.
  void run_others() {
    while (!others_have_ended()) block(doing::joins, nullptr);
  }

  /// Ends the schedule, which has failed.
  [[noreturn]] void fail(std::string what) {
    failure_ = std::move(what);
    leave();
  }

  /// Before an operation on \p object: any thread may come first.
  void step(const void* object) {
    count_step();
    switch_to(choices_.next(ready(), current_, steps_));
    const auto found = objects_.find(object);
    if (found == objects_.end()) fail(me() + " uses an object that was never made");
    if (!found->second.alive) fail(me() + " uses " + found->second.called.words() + ", which is gone");
  }
  /// As a step, for a thread that waits for what another does: the others first.
  void step_aside() {
    count_step();
    trace_.add(current_, {}, "pause");
    choices_.demote(current_);
    std::vector<std::size_t>& others = ready();
    if (others.size() > 1) others.erase(std::find(others.begin(), others.end(), current_));
    switch_to(choices_.next(others, current_, steps_));
  }

  void did(const void* object, const char* what, shown now = {}, shown before = {}) {
    trace_.add(current_, name_of(object), what, now, before);
  }

  std::size_t here() const noexcept { return current_; }
  chooser& choices() noexcept { return choices_; }

  //-- Waiting --------------------------------------------------------------------

  enum class doing : unsigned char { runs, locks, waits, waits_with_time, joins, ended };

  /// Until another thread lets this one go on.
  void block(doing what, const void* object) {
    strand& mine = *threads_[current_];
    mine.does = what;
    mine.waits_for = object;
    std::vector<std::size_t>& others = ready();
    if (others.empty()) let_time_pass(others);
    if (others.empty()) fail("all threads wait for ever:" + who_waits());
    switch_to(choices_.next(others, current_, steps_));
  }
  /// Lets \p thread go on.
  void wake(std::size_t thread) { threads_[thread]->does = doing::runs; }

  /// Whoever waits for \p object, woken already or not.
  std::vector<std::size_t> waiting_for(const void* object) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < started_; ++i)
      if (threads_[i]->waits_for == object) found.push_back(i);
    return found;
  }
  void waits_no_more(std::size_t thread) { threads_[thread]->waits_for = nullptr; }
  bool still_waits(std::size_t thread) const { return threads_[thread]->waits_for != nullptr; }

  //-- Objects --------------------------------------------------------------------

  // They are known by address, and remembered here when their memory is gone.

  void born(const void* object, const char* kind) {
    known& here = objects_[object];
    if (!here.alive) ++alive_;
    here = {{kind, ++counts_[kind]}, true};
  }
  void dies(const void* object) {
    did(object, "destroy");
    objects_[object].alive = false;
    --alive_;
  }
  /// Fails if there is one left.
  void all_are_gone() {
    if (alive_ == 0) return;
    std::string left;
    for (const auto& [address, one] : objects_)
      if (one.alive && (left.empty() || one.called.words() < left)) left = one.called.words();
    fail(left + " is never destroyed");
  }
  name name_of(const void* object) const {
    const auto found = objects_.find(object);
    return found == objects_.end() ? name() : found->second.called;
  }
  std::string me() const { return "thread " + std::to_string(current_); }

 private:
  struct strand {
    explicit strand(world& its) : in(its), stack(&live, this) {}
    static void live(void* self) {
      for (;;) static_cast<strand*>(self)->in.live();
    }

    world& in;
    fiber stack;
    std::function<void()> body;
    doing does = doing::ended;
    const void* waits_for = nullptr;
  };
  struct known {
    name called;
    bool alive = false;
  };

  static world*& running() noexcept {
    static world* one = nullptr;
    return one;
  }

  /// What AddressSanitizer finds ends the program, so the number is said then. What
  /// failing schedules leak is no finding.
  static void tell_sanitizer() {
#ifdef __SANITIZE_ADDRESS__
    static const bool once = (__lsan_disable(), true);
    static_cast<void>(once);
    __sanitizer_set_death_callback([] {
      if (running()) std::fprintf(stderr, "explore: in schedule %ju\n", running()->number_);
    });
#endif
  }

  /// A thread's life in one schedule. Returns when it is started in another.
  void live() {
    strand& mine = *threads_[current_];
    try {
      mine.body();
      mine.body = nullptr;
    } catch (const std::exception& error) {
      fail("an exception leaves " + me() + ": " + error.what());
    } catch (...) {
      fail("an exception leaves " + me());
    }
    trace_.add(current_, {}, "end");
    mine.does = doing::ended;
    if (current_ == 0)
      mine.stack.switch_to(outside_);
    else
      end();
  }
  void end() {
    if (others_have_ended()) wake(0);
    block(doing::ended, nullptr);
  }
  [[noreturn]] void leave() {
    threads_[current_]->stack.switch_to(outside_);
    std::abort();  // Nobody goes on with a schedule that has failed.
  }
  bool others_have_ended() const {
    for (std::size_t i = 1; i < started_; ++i)
      if (threads_[i]->does != doing::ended) return false;
    return true;
  }

  void count_step() {
    if (++steps_ > most_steps_)
      fail("no end after " + std::to_string(most_steps_) +
           " steps: an endless loop, or one that waits without pause()");
  }
  void switch_to(std::size_t next) {
    if (next == current_) return;
    fiber& mine = threads_[std::exchange(current_, next)]->stack;
    mine.switch_to(threads_[next]->stack);
  }
  std::vector<std::size_t>& ready() {
    ready_.clear();
    for (std::size_t i = 0; i < started_; ++i)
      if (threads_[i]->does == doing::runs) ready_.push_back(i);
    return ready_;
  }
  /// When all wait, it is for the first time that runs out.
  void let_time_pass(std::vector<std::size_t>& others) {
    for (std::size_t i = 0; i < started_; ++i)
      if (threads_[i]->does == doing::waits_with_time) others.push_back(i);
    if (others.empty()) return;
    const std::size_t one = others[choices_.below(others.size())];
    wake(one);
    others.assign(1, one);
  }

  std::string who_waits() const {
    std::string words;
    for (std::size_t i = 0; i < started_; ++i) {
      const strand& one = *threads_[i];
      if (one.does == doing::ended) continue;
      words += (words.empty() ? " thread " : ", thread ") + std::to_string(i);
      words += one.does == doing::joins   ? " for the others"
               : one.does == doing::locks ? " to lock " + name_of(one.waits_for).words()
                                          : " on " + name_of(one.waits_for).words();
    }
    return words;
  }

  fiber outside_;
  std::vector<std::unique_ptr<strand>> threads_;
  std::size_t started_ = 0, current_ = 0, steps_ = 0, most_steps_ = 0, alive_ = 0;
  std::uintmax_t number_ = 0;
  chooser choices_{0};
  std::vector<std::size_t> ready_;
  std::unordered_map<const void*, known> objects_;
  std::unordered_map<std::string_view, std::size_t> counts_;
  trace trace_;
  std::string failure_;
};

}  // namespace explore
