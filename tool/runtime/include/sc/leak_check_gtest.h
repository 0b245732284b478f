#pragma once

// For tests of GoogleTest: not in sc.h, which is everything for programs.

#include <gtest/gtest.h>

#include <optional>

#include "leak_check.h"

namespace sc {

/// Fails each test that leaves something behind, of itself or its fixture.
///
///     int main(int argc, char** argv) {
///       testing::InitGoogleTest(&argc, argv);
///       testing::UnitTest::GetInstance()->listeners().Append(new sc::leak_listener);
///       return RUN_ALL_TESTS();
///     }
///
/// What SetUpTestSuite and environments start is there before a test, and no leak.
class leak_listener : public testing::EmptyTestEventListener {
 public:
  /// \p prepare, if there is one, tells each check what to ignore.
  explicit leak_listener(void (*prepare)(leak_check&) = nullptr) noexcept : prepare_(prepare) {}

  void OnTestStart(const testing::TestInfo&) override {
    check_.emplace();
    if (prepare_) prepare_(*check_);
  }
  void OnTestEnd(const testing::TestInfo&) override {
    if (!check_) return;
    const leak_report left = check_->find();
    check_.reset();
    if (left) ADD_FAILURE() << left.text;
  }

 private:
  void (*const prepare_)(leak_check&);
  std::optional<leak_check> check_;
};

}  // namespace sc
