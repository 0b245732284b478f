#pragma once

namespace clang::tidy::structured {

/// While one lives, in its thread, functions of libraries may have bodies that the compiler has
/// passed over. It learns whether an answer would have needed one.
class UnseenBodies {
public:
  UnseenBodies();
  UnseenBodies(const UnseenBodies &) = delete;
  UnseenBodies &operator=(const UnseenBodies &) = delete;
  ~UnseenBodies();

  bool wereMissed() const;

  /// True if one lives.
  static bool areThere();
  /// Says that one was missed.
  static void miss();
};

} // namespace clang::tidy::structured
