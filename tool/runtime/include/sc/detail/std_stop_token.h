#pragma once

// The bridge to the standard's tokens. A file that is compiled without them has
// no bridge, and otherwise the very same code: nothing here changes the layout
// or the body of anything outside.

#if __cplusplus >= 202002L && __has_include(<stop_token>)
#include <stop_token>
#endif

#ifdef __cpp_lib_jthread

namespace sc::detail {

/// Stops a source of the standard when a stop_state is stopped. Lives with that
/// state, so it holds no reference to it.
struct std_stop_bridge : stop_attachment, stop_node {
  static const void* name() noexcept {
    static constexpr char here = 0;
    return &here;
  }

  std_stop_bridge() {
    tag = name();
    destroy = [](stop_attachment* self) noexcept { delete static_cast<std_stop_bridge*>(self); };
    run = [](stop_node* self) noexcept { static_cast<std_stop_bridge*>(self)->source.request_stop(); };
  }

  std::stop_source source;
};

/// Stops a stop_state when a token of the standard is stopped.
struct std_stop_watcher : stop_attachment {
  static const void* name() noexcept {
    static constexpr char here = 0;
    return &here;
  }

  struct stop {
    stop_state* state;
    void operator()() const noexcept {
      if (!state->add_reference_unless_gone()) return;
      const stop_reference held(state);  // A callback may give up the last other one.
      held.get()->request();
    }
  };

  std_stop_watcher(const std::stop_token& from, stop_state* state)
      : token(from), callback(from, stop{state}) {
    tag = name();
    destroy = [](stop_attachment* self) noexcept { delete static_cast<std_stop_watcher*>(self); };
  }

  const std::stop_token token;
  const std::stop_callback<stop> callback;
};

template <>
struct foreign_token<std::stop_token> {
  static constexpr bool known = true;

  static std::stop_token token_of(stop_state& state) {
    // What came from the standard goes back as it was: its source knows nothing of the state.
    if (stop_attachment* const made_from = state.find(std_stop_watcher::name()))
      return static_cast<std_stop_watcher*>(made_from)->token;
    return state.bridge<std_stop_bridge>()->source.get_token();
  }

  static stop_reference state_of(const std::stop_token& token) {
    if (!token.stop_possible()) return {};
    stop_reference state(new stop_state());
    state.get()->add_source();
    state.get()->adopt(new std_stop_watcher(token, state.get()));
    return state;
  }
};

}  // namespace sc::detail

#endif
