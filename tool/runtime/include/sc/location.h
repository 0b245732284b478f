#pragma once

namespace sc {

/// A place in the source. `std::source_location` is of C++20, and its layout is
/// the library's.
struct location {
  const char* file = "";
  unsigned line = 0;
  const char* function = "";

  /// Where it is called, as a default argument of a function: where that is.
  static constexpr location current(const char* file = __builtin_FILE(),
                                    unsigned line = __builtin_LINE(),
                                    const char* function = __builtin_FUNCTION()) noexcept {
    return {file, line, function};
  }
};

}  // namespace sc
