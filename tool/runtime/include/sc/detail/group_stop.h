#pragma once

// How a group stops, and with the group around it: bodies of group_state.

#include "group_state.h"

namespace sc::detail {

inline bool group_state::cancel(std::exception_ptr cause, stop_reason why) noexcept {
  stop_reference stop;
  group_state* children = nullptr;
  places* all = nullptr;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping() || (why == stop_reason::deadline && is_joined())) return false;
    failures_.cause = cause;
    if (why == stop_reason::deadline && count() != 0) late_.store(true, std::memory_order_relaxed);
    reason_.store(why, std::memory_order_release);
    stop_epoch().fetch_add(1, std::memory_order_release);
    stop = stop_;
    children = take_children();
    all = places_.load(std::memory_order_relaxed);
  }
  task_node* const queue = all ? all->stop() : nullptr;
  if (stop.get()) stop.get()->request();
  while (group_state* const child = children) {
    children = child->next_to_stop_;
    child->cancel(cause, reason_for_child());
    child->remove_reference();
  }
  skip_all(queue);
  return true;
}

/// A list of the groups that stop with this one, with a reference to each.
/// Requires the lock.
inline group_state* group_state::take_children() noexcept {
  group_state* list = nullptr;
  for (group_state* one = children_; one; one = one->next_child_) {
    one->add_reference();
    one->next_to_stop_ = list;
    list = one;
  }
  return list;
}

inline bool group_state::poll() noexcept {
  if (stopping()) return true;
  if (!follows_) return false;
  const std::size_t now = stop_epoch().load(std::memory_order_acquire);
  return looked_at_.load(std::memory_order_relaxed) != now && look_around(now);
}

/// Looks whether a group around this has stopped, of which there were \p now.
[[gnu::noinline]] inline bool group_state::look_around(std::size_t now) noexcept {
  if (parent_->poll()) {
    cancel_as_parent();
    return true;
  }
  looked_at_.store(now, std::memory_order_relaxed);
  return false;
}

inline void group_state::link() noexcept {
  if (link_.load(std::memory_order_acquire) != link_state::none) return;
  if (follows_) parent_->link();
  const steady_time now = timers().recently();
  {
    registry& all = registry::get();
    std::unique_lock<std::mutex> roots(all.mutex, std::defer_lock), siblings;
    if (is_root_) roots.lock();
    if (follows_) siblings = std::unique_lock<std::mutex>(parent_->mutex_);
    if (link_.load(std::memory_order_relaxed) == link_state::none) {
      since_ = now;
      if (is_root_)
        put_first(all.groups, this, &group_state::next_root_, &group_state::previous_root_);
      if (follows_)
        put_first(parent_->children_, this, &group_state::next_child_, &group_state::previous_child_);
      link_.store(link_state::linked, std::memory_order_release);
    }
  }
  if (follows_ && parent_->stopping()) cancel_as_parent();
}

inline void group_state::cancel_as_parent() noexcept {
  std::exception_ptr cause = parent_->cause();
  if (!cause) cause = std::make_exception_ptr(cancelled());  // That has ended, and forgotten it.
  cancel(std::move(cause), parent_->reason_for_child());
}

inline void group_state::unlink() noexcept {
  // A group inside that has outlived this could still link it.
  if (link_.load(std::memory_order_acquire) == link_state::none && !is_shared()) return;
  registry& all = registry::get();
  std::unique_lock<std::mutex> roots(all.mutex, std::defer_lock), siblings;
  if (is_root_) roots.lock();
  if (follows_) siblings = std::unique_lock<std::mutex>(parent_->mutex_);
  while (being_seen_) {  // It is no root then.
    siblings.unlock();
    all.wait_for_look();
    siblings.lock();
  }
  if (link_.load(std::memory_order_relaxed) == link_state::linked) {
    if (is_root_)
      take_out(all.groups, this, &group_state::next_root_, &group_state::previous_root_);
    if (follows_)
      take_out(parent_->children_, this, &group_state::next_child_, &group_state::previous_child_);
  }
  link_.store(link_state::ended, std::memory_order_relaxed);
}

inline stop_token group_state::token() {
  link();
  stop_reference stop;
  bool late = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!stop_.get()) {
      stop_ = stop_reference(new stop_state());
      stop_.get()->add_source();
    }
    stop = stop_;
    late = stopping();
  }
  if (late) stop.get()->request();
  return token_access::make(std::move(stop));
}

}  // namespace sc::detail
