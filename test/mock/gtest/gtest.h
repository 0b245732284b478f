#pragma once

// The shape of GoogleTest's macros: the statement is pasted into a try block.
#define TEST(Suite, Name) void Suite##_##Name##_Test()
#define GTEST_MOCK_STATEMENT(Statement)                                                            \
  do {                                                                                             \
    try {                                                                                          \
      Statement;                                                                                   \
    } catch (...) {                                                                                \
    }                                                                                              \
  } while (false)
#define EXPECT_THROW(Statement, Exception) GTEST_MOCK_STATEMENT(Statement)
#define EXPECT_ANY_THROW(Statement) GTEST_MOCK_STATEMENT(Statement)
#define EXPECT_NO_THROW(Statement) GTEST_MOCK_STATEMENT(Statement)
#define ASSERT_THROW(Statement, Exception) GTEST_MOCK_STATEMENT(Statement)
#define EXPECT_DEATH(Statement, Message) GTEST_MOCK_STATEMENT(Statement)
#define EXPECT_EXIT(Statement, Predicate, Message) GTEST_MOCK_STATEMENT(Statement)
#define EXPECT_TRUE(Condition) static_cast<void>((Condition) ? 0 : 1)
#define ASSERT_TRUE(Condition)                                                                     \
  switch (0)                                                                                       \
  case 0:                                                                                          \
  default:                                                                                         \
    if (Condition)                                                                                 \
      ;                                                                                            \
    else                                                                                           \
      return static_cast<void>(0)
