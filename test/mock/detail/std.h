#pragma once

// With SC_MOCK_VERSIONED, names live in a versioned namespace, as in libc++.
#ifdef SC_MOCK_VERSIONED
#define SC_MOCK_STD                                                                                \
  namespace std {                                                                                  \
  inline namespace __1 {
#define SC_MOCK_STD_END                                                                            \
  }                                                                                                \
  }
#else
#define SC_MOCK_STD namespace std {
#define SC_MOCK_STD_END }
#endif

#if __cplusplus >= 201703L
#define SC_MOCK_NODISCARD [[nodiscard]]
#else
#define SC_MOCK_NODISCARD
#endif
