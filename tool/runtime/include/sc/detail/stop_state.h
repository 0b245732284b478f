#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

namespace sc::detail {

/// What a stop_callback is to the stop_state that it is registered with.
struct stop_node {
  void (*run)(stop_node*) noexcept = nullptr;
  stop_node* next = nullptr;
  stop_node* previous = nullptr;
  bool linked = false;
  /// While it runs: set when it is destroyed by itself.
  bool* destroyed = nullptr;
};

/// Something that lives as long as a stop_state: a bridge to another kind of
/// token, which the tag names.
struct stop_attachment {
  const void* tag = nullptr;
  void (*destroy)(stop_attachment*) noexcept = nullptr;
  stop_attachment* next = nullptr;
};

/// What tokens, sources and callbacks share. Counts its own references.
///
/// Threads: safe. Callbacks run on the thread that requests the stop, with no
/// lock held, so that they may do anything, and destroy themselves.
/// Source:  std::stop_token, [thread.stoptoken] of C++20.
class stop_state {
 public:
  void add_reference() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void remove_reference() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }
  /// False if there is none any more. Requires: the destructor waits for the caller.
  bool add_reference_unless_gone() noexcept {
    std::uint32_t seen = references_.load(std::memory_order_relaxed);
    while (seen != 0)
      if (references_.compare_exchange_weak(seen, seen + 1, std::memory_order_relaxed)) return true;
    return false;
  }

  void add_source() noexcept { sources_.fetch_add(1, std::memory_order_relaxed); }
  void remove_source() noexcept { sources_.fetch_sub(1, std::memory_order_acq_rel); }

  bool requested() const noexcept { return requested_.load(std::memory_order_acquire); }
  bool possible() const noexcept {
    return requested() || sources_.load(std::memory_order_acquire) != 0;
  }

  /// Runs every callback, once. True if this call was the first.
  bool request() noexcept {
    std::unique_lock<std::mutex> lock(mutex_);
    if (requested_.load(std::memory_order_relaxed)) return false;
    requested_.store(true, std::memory_order_release);
    requester_ = std::this_thread::get_id();
    while (first_) {
      stop_node* const node = first_;
      unlink(node);
      bool destroyed = false;
      node->destroyed = &destroyed;
      running_ = node;
      lock.unlock();
      node->run(node);
      lock.lock();
      if (!destroyed) node->destroyed = nullptr;
      running_ = nullptr;
      ran_.notify_all();
    }
    return true;
  }

  /// Registers \p node; false if a stop was requested already.
  bool add(stop_node* node) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (requested_.load(std::memory_order_relaxed)) return false;
    link(node);
    return true;
  }

  /// Afterwards \p node does not run and will not. Waits for it if it runs on
  /// another thread.
  void remove(stop_node* node) noexcept {
    std::unique_lock<std::mutex> lock(mutex_);
    if (node->linked) {
      unlink(node);
    } else if (running_ == node) {
      if (requester_ == std::this_thread::get_id()) {
        *node->destroyed = true;
        running_ = nullptr;  // Another may be made in its place.
      } else {
        ran_.wait(lock, [&] { return running_ != node; });
      }
    }
  }

  /// The bridge of this type, which is made if there is none yet. A bridge is
  /// an attachment and a node, and can be stopped before anybody has seen it.
  ///
  /// Errors: `std::bad_alloc`.
  template <class Bridge>
  Bridge* bridge() {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (stop_attachment* one = attachments_; one; one = one->next)
      if (one->tag == Bridge::name()) return static_cast<Bridge*>(one);
    auto* const made = new Bridge();
    made->stop_attachment::next = attachments_;
    attachments_ = made;
    if (requested_.load(std::memory_order_relaxed))
      made->run(made);
    else
      link(made);
    return made;
  }

  /// The attachment with \p tag, or null.
  stop_attachment* find(const void* tag) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_attachment* one = attachments_;
    while (one && one->tag != tag) one = one->next;
    return one;
  }

  /// Takes over \p made.
  void adopt(stop_attachment* made) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    made->next = attachments_;
    attachments_ = made;
  }

 private:
  ~stop_state() {
    while (stop_attachment* const gone = attachments_) {
      attachments_ = gone->next;
      gone->destroy(gone);
    }
  }

  void link(stop_node* node) noexcept {
    node->next = first_;
    if (first_) first_->previous = node;
    first_ = node;
    node->linked = true;
  }

  void unlink(stop_node* node) noexcept {
    (node->previous ? node->previous->next : first_) = node->next;
    if (node->next) node->next->previous = node->previous;
    node->next = node->previous = nullptr;
    node->linked = false;
  }

  std::atomic<std::uint32_t> references_{1};
  std::atomic<std::uint32_t> sources_{0};
  std::atomic<bool> requested_{false};
  std::mutex mutex_;
  std::condition_variable ran_;
  std::thread::id requester_;
  stop_node* first_ = nullptr;
  stop_node* running_ = nullptr;
  stop_attachment* attachments_ = nullptr;
};

/// Owns a reference to a stop_state, or none.
class stop_reference {
 public:
  stop_reference() noexcept = default;
  /// Takes over a reference.
  explicit stop_reference(stop_state* state) noexcept : state_(state) {}
  stop_reference(const stop_reference& other) noexcept : state_(other.state_) {
    if (state_) state_->add_reference();
  }
  stop_reference(stop_reference&& other) noexcept : state_(other.state_) { other.state_ = nullptr; }
  stop_reference& operator=(stop_reference other) noexcept {
    swap(other);
    return *this;
  }
  ~stop_reference() {
    if (state_) state_->remove_reference();
  }

  void swap(stop_reference& other) noexcept {
    stop_state* const mine = state_;
    state_ = other.state_;
    other.state_ = mine;
  }
  stop_state* get() const noexcept { return state_; }

 private:
  stop_state* state_ = nullptr;
};

}  // namespace sc::detail
