#pragma once

#include <type_traits>
#include <utility>

#include "detail/stop_state.h"

namespace sc {

template <class F>
class stop_callback;
class stop_source;

namespace detail {

/// How another kind of token is bridged; see std_stop_token.h for the
/// standard's. Only what is specialised is a token.
template <class Token, class = void>
struct foreign_token {
  static constexpr bool known = false;
};

struct token_access;

template <class Token>
using if_foreign = std::enable_if_t<foreign_token<std::decay_t<Token>>::known, int>;

}  // namespace detail

/// Asks whether a stop was requested.
///
/// Converts to and from `std::stop_token` where the standard library has one.
/// A conversion makes a bridge, which costs an allocation the first time; a
/// stop is passed on as it is requested.
///
/// Threads: as an int: distinct tokens from any thread, one from one at a time.
/// Source:  std::stop_token of C++20.
class stop_token {
 public:
  /// A token that never stops.
  stop_token() noexcept = default;

  /// Stops when the standard's \p token does.
  template <class Token, detail::if_foreign<Token> = 0>
  stop_token(const Token& token) : state_(detail::foreign_token<Token>::state_of(token)) {}

  /// A token of the standard that stops when this one does.
  template <class Token, detail::if_foreign<Token> = 0>
  operator Token() const {
    return state_.get() ? detail::foreign_token<Token>::token_of(*state_.get()) : Token();
  }

  /// Order: what was done before the request is visible after `true`.
  [[nodiscard]] bool stop_requested() const noexcept {
    return state_.get() && state_.get()->requested();
  }
  /// False if no stop was requested and nobody is left who could.
  [[nodiscard]] bool stop_possible() const noexcept {
    return state_.get() && state_.get()->possible();
  }

  void swap(stop_token& other) noexcept { state_.swap(other.state_); }
  friend void swap(stop_token& a, stop_token& b) noexcept { a.swap(b); }
  friend bool operator==(const stop_token& a, const stop_token& b) noexcept {
    return a.state_.get() == b.state_.get();
  }
  friend bool operator!=(const stop_token& a, const stop_token& b) noexcept { return !(a == b); }

 private:
  friend class stop_source;
  friend struct detail::token_access;
  template <class F>
  friend class stop_callback;
  explicit stop_token(detail::stop_reference state) noexcept : state_(std::move(state)) {}

  detail::stop_reference state_;
};

namespace detail {

struct token_access {
  static stop_token make(stop_reference state) noexcept { return stop_token(std::move(state)); }
};

}  // namespace detail

/// A source that can make no request.
struct nostopstate_t {
  explicit nostopstate_t() = default;
};
inline constexpr nostopstate_t nostopstate{};

/// Requests a stop.
///
/// Threads: as stop_token; `request_stop` from any thread, also through copies.
/// Source:  std::stop_source of C++20.
class stop_source {
 public:
  /// Errors: `std::bad_alloc`.
  stop_source() : state_(new detail::stop_state()) { state_.get()->add_source(); }
  explicit stop_source(nostopstate_t) noexcept {}
  stop_source(const stop_source& other) noexcept : state_(other.state_) {
    if (state_.get()) state_.get()->add_source();
  }
  stop_source(stop_source&& other) noexcept = default;
  stop_source& operator=(stop_source other) noexcept {
    swap(other);
    return *this;
  }
  ~stop_source() {
    if (state_.get()) state_.get()->remove_source();
  }

  /// Runs the callbacks of every token on this thread. True if it was the first.
  ///
  /// Errors: none; a callback that throws ends the program.
  bool request_stop() const noexcept { return state_.get() && state_.get()->request(); }

  [[nodiscard]] stop_token get_token() const noexcept { return stop_token(state_); }
  [[nodiscard]] bool stop_requested() const noexcept {
    return state_.get() && state_.get()->requested();
  }
  [[nodiscard]] bool stop_possible() const noexcept { return state_.get() != nullptr; }

  void swap(stop_source& other) noexcept { state_.swap(other.state_); }
  friend void swap(stop_source& a, stop_source& b) noexcept { a.swap(b); }
  friend bool operator==(const stop_source& a, const stop_source& b) noexcept {
    return a.state_.get() == b.state_.get();
  }
  friend bool operator!=(const stop_source& a, const stop_source& b) noexcept { return !(a == b); }

 private:
  detail::stop_reference state_;
};

/// Runs `f()` when a stop is requested: at once, on this thread, if it was
/// already; else on the thread that requests it.
///
/// Shape:   `f()`; what it returns is dropped.
/// Errors:  a callback that throws ends the program.
/// Threads: the destructor waits for a run on another thread to end.
/// Source:  std::stop_callback of C++20.
template <class F>
class [[nodiscard]] stop_callback : detail::stop_node {
  static_assert(std::is_invocable_v<F>, "a stop_callback is called without arguments");
  static_assert(std::is_destructible_v<F>);

 public:
  using callback_type = F;

  template <class C, std::enable_if_t<std::is_constructible_v<F, C>, int> = 0>
  explicit stop_callback(stop_token token, C&& f) noexcept(std::is_nothrow_constructible_v<F, C>)
      : f_(std::forward<C>(f)), state_(std::move(token.state_)) {
    run = [](stop_node* self) noexcept {
      std::forward<F>(static_cast<stop_callback*>(self)->f_)();
    };
    if (state_.get() && !state_.get()->add(this)) run(this);
  }
  stop_callback(const stop_callback&) = delete;
  stop_callback& operator=(const stop_callback&) = delete;
  ~stop_callback() {
    if (state_.get()) state_.get()->remove(this);
  }

 private:
  F f_;
  detail::stop_reference state_;
};

template <class F>
stop_callback(stop_token, F) -> stop_callback<F>;

}  // namespace sc

#include "detail/std_stop_token.h"
