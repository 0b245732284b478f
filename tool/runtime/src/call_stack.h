#pragma once

namespace sc::leak {

/// The return addresses of a call, innermost first.
//
// It is copied by hand: ThreadSanitizer sees what `memcpy` and `memset` touch, and does not see
// the lock that makes it right. Frames beyond the depth are never looked at.
struct call_stack {
  static constexpr int most = 32;

  constexpr call_stack() = default;
  call_stack(const call_stack &other) noexcept { *this = other; }
  call_stack &operator=(const call_stack &other) noexcept;

  int depth = 0;
  const void *frames[most] = {};
};

/// Fills in the stack from the frame that `caller` returns into.
///
/// Shape: `caller` is a `__builtin_return_address(0)`; what lies below it is ours.
void capture(call_stack &stack, const void *caller) noexcept;

} // namespace sc::leak
