#pragma once

namespace sc::leak {

/// The return addresses of a call, innermost first.
struct call_stack {
  static constexpr int most = 32;

  int depth = 0;
  const void *frames[most] = {}; ///< Those beyond the depth mean nothing.
};

/// Fills in the stack from the frame that `caller` returns into.
///
/// Shape: `caller` is a `__builtin_return_address(0)`; what lies below it is ours.
void capture(call_stack &stack, const void *caller) noexcept;

} // namespace sc::leak
