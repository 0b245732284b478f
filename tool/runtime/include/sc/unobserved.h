#pragma once

#include <exception>
#include <utility>

namespace sc {

namespace detail {

inline std::terminate_handler& unobserved_handler() noexcept {
  static std::terminate_handler handler = std::terminate;
  return handler;
}

}  // namespace detail

/// What is called when a group is destroyed whose error nobody has looked at:
/// `std::terminate`, unless this sets another. Returns the one before.
///
/// Threads: before any group is used.
inline std::terminate_handler set_unobserved_handler(std::terminate_handler handler) noexcept {
  return std::exchange(detail::unobserved_handler(), handler);
}

}  // namespace sc
