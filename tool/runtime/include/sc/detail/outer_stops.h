#pragma once

#include <exception>
#include <memory>
#include <utility>

#include "../errors.h"
#include "../stop_token.h"
#include "group_state.h"
#include "timers.h"

namespace sc::detail {

/// What stops a group from outside of its tasks: a token that it was given, and its
/// deadline.
class outer_stops {
 public:
  /// Errors: `std::bad_alloc`; `std::system_error` for the first deadline of the
  ///         process, if there is no thread to be had.
  void begin(group_state* state, group_options& options) {
    if (options.stop_with.stop_possible())
      token_.reset(new link(std::move(options.stop_with), state));
    if (!state->has_own_deadline()) return;
    const expire when_late{state};
    if (options.until <= timers().now())
      when_late();
    else
      deadline_.reset(new timer<expire>(options.until, when_late));
  }
  /// Nothing stops the group from outside any more.
  void end() noexcept {
    token_.reset();
    deadline_.reset();
  }

  /// For a group that was opened again: what would have stopped it meanwhile does so now.
  void look_again(group_state* state) const noexcept {
    if (token_ && token_->token.stop_requested()) stop{state}();
    if (state->has_own_deadline() && state->until() <= timers().now()) expire{state}();
  }

 private:
  /// Stops a group when another token stops.
  struct stop {
    group_state* state;
    void operator()() const noexcept {
      state->cancel(std::make_exception_ptr(cancelled()), stop_reason::request);
    }
  };
  /// Stops a group when its time is over.
  struct expire {
    group_state* state;
    void operator()() const noexcept {
      state->cancel(std::make_exception_ptr(deadline_exceeded()), stop_reason::deadline);
    }
  };
  struct link {
    link(stop_token from, group_state* to) : token(from), callback(from, stop{to}) {}
    stop_token token;
    stop_callback<stop> callback;
  };

  std::unique_ptr<link> token_;
  std::unique_ptr<timer<expire>> deadline_;
};

}  // namespace sc::detail
