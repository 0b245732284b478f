#pragma once

#include <cstddef>
#include <exception>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "detail/channel_core.h"
#include "detail/group_state.h"
#include "stop_token.h"
#include "this_task.h"

namespace sc {

namespace detail {

/// One side's hold on a channel; a copy is one more. Empty once it was moved from.
template <class T, void (channel_core<T>::*Add)() noexcept, void (channel_core<T>::*Remove)() noexcept>
class channel_handle {
 public:
  /// Takes over one.
  explicit channel_handle(channel_core<T>* core) noexcept : core_(core) {}
  channel_handle(const channel_handle& other) : core_(&other.get()) { (core_->*Add)(); }
  channel_handle(channel_handle&& other) noexcept : core_(std::exchange(other.core_, nullptr)) {}
  channel_handle& operator=(channel_handle other) noexcept {
    std::swap(core_, other.core_);
    return *this;
  }
  ~channel_handle() {
    if (core_) (core_->*Remove)();
  }

  /// Errors: `std::logic_error`, if it is empty.
  channel_core<T>& get() const {
    if (!core_) throw std::logic_error("sc: this end of a channel was moved elsewhere");
    return *core_;
  }

 private:
  channel_core<T>* core_;
};

/// What a call in a channel does while it waits: it hears of stops, and on `cpu` another
/// thread takes the place of this one.
template <class Wake>
struct waiting_call {
  const blocking_region region;
  const stop_callback<Wake> stopped;
};
struct wake_on_stop {
  const stop_token& token;
  template <class Wake>
  waiting_call<Wake> operator()(Wake wake) const noexcept {
    return {blocking_region(), stop_callback<Wake>(token, wake)};
  }
};

}  // namespace detail

template <class T>
struct channel_ends;
template <class T>
channel_ends<T> channel(std::size_t capacity);

/// The end of a channel that values go in at; see `channel`.
///
/// While a sender is there the channel stays open: it belongs into the task that
/// sends, not into the scope around it.
///
/// Shape:   moved; copied only by `clone`.
/// Errors:  all but moving and destroying: `std::logic_error`, if it was moved from.
/// Threads: every member from any thread; moving and destroying excepted.
template <class T>
class sender {
 public:
  sender(sender&&) noexcept = default;
  sender& operator=(sender&&) noexcept = default;

  /// One more sender of this channel.
  [[nodiscard]] sender clone() const { return sender(handle(handle_)); }

  /// Waits until there is a place for \p value, and puts it there; in a channel
  /// without places, until a receiver has it. False if that will not be: the channel
  /// is closed, or a stop is requested: of this task, if no token is given. \p value
  /// is as it was then.
  ///
  /// Errors: what T's move throws: nothing was sent then.
  /// Order:  senders are served in the order that they came in; what is done before
  ///         is visible to who receives the value.
  [[nodiscard]] bool send(T&& value, const stop_token& token = this_task::token()) const {
    core& to = handle_.get();
    return !token.stop_requested() && to.send(value, detail::wake_on_stop{token});
  }
  [[nodiscard]] bool send(const T& value, const stop_token& token = this_task::token()) const {
    static_assert(std::is_copy_constructible_v<T>, "this value has to be moved: send(std::move(value))");
    return send(T(value), token);
  }

  /// As `send`, but false instead of waiting, and whether or not a stop is requested.
  [[nodiscard]] bool try_send(T&& value) const { return handle_.get().try_send(value); }
  [[nodiscard]] bool try_send(const T& value) const {
    static_assert(std::is_copy_constructible_v<T>, "this value has to be moved: try_send(std::move(value))");
    return try_send(T(value));
  }

  /// Closes the channel for all: nothing more is sent; what is in it is still
  /// received, and then \p error, if there is one. Does nothing if it is closed.
  void close(const std::exception_ptr& error = nullptr) const { handle_.get().close(error); }

  /// How many values are in the channel, and how many can be.
  [[nodiscard]] std::size_t size() const { return handle_.get().size(); }
  [[nodiscard]] std::size_t capacity() const { return handle_.get().capacity(); }

 private:
  using core = detail::channel_core<T>;
  using handle = detail::channel_handle<T, &core::add_sender, &core::remove_sender>;
  friend channel_ends<T> channel<T>(std::size_t);
  explicit sender(handle held) noexcept : handle_(std::move(held)) {}

  handle handle_;
};

/// The end of a channel that values come out at; see `channel`.
///
///     for (page& one : pages) print(one);  // Until it is closed and empty, or a stop.
///
/// When the last receiver is gone the channel is closed, and what is in it destroyed.
///
/// Shape:   moved; copied only by `clone`, and then each value goes to one of them.
/// Errors:  all but moving and destroying: `std::logic_error`, if it was moved from.
/// Threads: every member from any thread; moving and destroying excepted.
template <class T>
class receiver {
 public:
  receiver(receiver&&) noexcept = default;
  receiver& operator=(receiver&&) noexcept = default;

  /// One more receiver of this channel.
  [[nodiscard]] receiver clone() const { return receiver(handle(handle_)); }

  /// Waits for a value. None if no more will come: the channel is closed and nothing
  /// is left in it, or a stop is requested: of this task, if no token is given.
  ///
  /// Errors: what the channel was closed with, once nothing is left in it; what T's
  ///         move throws: the value is the next to be received then.
  /// Order:  values of one sender come in the order that they were sent in; receivers
  ///         are served in the order that they came in.
  [[nodiscard]] std::optional<T> receive(const stop_token& token = this_task::token()) const {
    std::optional<T> value;  // Is what is returned: it is not moved again.
    receive_into(value, token);
    return value;
  }

  /// As `receive`, but none also where that would wait, and whether or not a stop is
  /// requested.
  [[nodiscard]] std::optional<T> try_receive() const {
    std::optional<T> value;
    handle_.get().try_receive(value);
    return value;
  }

  /// Closes the channel for all: nothing more is sent; what is in it is still
  /// received. Does nothing if it is closed.
  void close() const { handle_.get().close(nullptr); }

  /// How many values are in the channel, and how many can be.
  [[nodiscard]] std::size_t size() const { return handle_.get().size(); }
  [[nodiscard]] std::size_t capacity() const { return handle_.get().capacity(); }

  /// Receives as `receive` does, one value after another.
  class iterator;
  struct end_of_values {};
  [[nodiscard]] iterator begin() const { return iterator(*this); }
  [[nodiscard]] end_of_values end() const noexcept { return {}; }

 private:
  using core = detail::channel_core<T>;
  using handle = detail::channel_handle<T, &core::add_receiver, &core::remove_receiver>;
  friend channel_ends<T> channel<T>(std::size_t);
  explicit receiver(handle held) noexcept : handle_(std::move(held)) {}

  void receive_into(std::optional<T>& value, const stop_token& token) const {
    core& from = handle_.get();
    if (!token.stop_requested()) from.receive(value, detail::wake_on_stop{token});
  }

  handle handle_;
};

template <class T>
class receiver<T>::iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using pointer = T*;
  using reference = T&;

  T& operator*() noexcept { return *value_; }
  T* operator->() noexcept { return &*value_; }
  iterator& operator++() {
    value_.reset();
    from_->receive_into(value_, this_task::token());
    return *this;
  }
  bool operator!=(end_of_values) const noexcept { return value_.has_value(); }

 private:
  friend class receiver;
  explicit iterator(const receiver& from) : from_(&from) { ++*this; }

  const receiver* from_;
  std::optional<T> value_;
};

/// The two ends of a new channel.
template <class T>
struct channel_ends {
  sc::sender<T> sender;
  sc::receiver<T> receiver;
};

/// A queue between tasks, of at most \p capacity values. With 0, a value goes from hand
/// to hand: a sender waits until a receiver has it.
///
///     auto [pages, fetched] = sc::channel<page>(16);
///     sc::group tasks;
///     tasks.go([&urls, pages = std::move(pages)] {
///       for (const url& one : urls)
///         if (!pages.send(fetch(one))) return;  // Nobody wants more.
///     });
///     tasks.go([fetched = std::move(fetched)] {
///       for (page& one : fetched) print(one);
///     });
///     tasks.wait();
///
/// It is closed when the last sender is gone, when the last receiver is gone, or by
/// `close`. Each end goes into the task that uses it, and with the task: a sender
/// that is left elsewhere lets receivers wait for ever.
///
/// A task that fails drops its ends, which looks like the end of all values to the
/// others, until its group stops them; where it matters, it closes the channel with
/// its error first.
///
/// Shape:    T is an object that can be moved, and is destroyed without exceptions.
/// Errors:   `std::bad_alloc`.
/// Requires: T's move does not use the same channel: nobody else can, meanwhile.
/// Order:    first in, first out; who waits longest is served first.
/// Cost:     two allocations, here; none to send and receive.
/// Source:   the channels of Go; the memory object streams of AnyIO.
template <class T>
[[nodiscard]] channel_ends<T> channel(std::size_t capacity) {
  static_assert(std::is_object_v<T> && !std::is_const_v<T> && !std::is_array_v<T>,
                "a channel carries objects, which are not const");
  static_assert(std::is_move_constructible_v<T>, "a channel moves what it carries");
  static_assert(std::is_nothrow_destructible_v<T>, "a channel destroys what it carries");
  auto* const core = new detail::channel_core<T>(capacity);
  using sending = typename sender<T>::handle;
  using receiving = typename receiver<T>::handle;
  return {sender<T>(sending(core)), receiver<T>(receiving(core))};
}

}  // namespace sc
