#pragma once

#include <cstdint>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SC_ADDRESS_SANITIZER
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SC_ADDRESS_SANITIZER
#endif

#ifdef SC_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif

namespace sc::detail {

/// Where an object would be on the stack. AddressSanitizer can keep the locals of a
/// function on the heap, to see who uses them after its end.
inline std::uintptr_t stack_address(std::uintptr_t object) noexcept {
#ifdef SC_ADDRESS_SANITIZER
  void* const others = __asan_get_current_fake_stack();
  void* const real = others ? __asan_addr_is_in_fake_stack(others, reinterpret_cast<void*>(object),
                                                           nullptr, nullptr)
                            : nullptr;
  if (real) return reinterpret_cast<std::uintptr_t>(real);
#endif
  return object;
}

/// Whether \p object is on this thread's stack, in a function that was called since
/// the one that has \p outer; so that it does not outlive that.
///
/// Asks by address: what lies between that and one in a function that is called now.
/// On a stack that grows upwards nothing does.
///
/// Shape: addresses as numbers: g++ takes a pointer to const for one to what is read.
[[gnu::noinline]] inline bool is_on_stack_above(std::uintptr_t outer, std::uintptr_t object) noexcept {
  const char lowest = 0;
  return stack_address(reinterpret_cast<std::uintptr_t>(&lowest)) < stack_address(object) &&
         stack_address(object) < stack_address(outer);
}

}  // namespace sc::detail

#undef SC_ADDRESS_SANITIZER
