#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

static int g_failures = 0;

// Reports a condition that does not hold and carries on.
#define CHECK(condition)                                             \
  do {                                                               \
    if (!(condition)) {                                              \
      std::fprintf(stderr, "%s:%d: CHECK(%s)\n", __FILE__, __LINE__, \
                   #condition);                                      \
      ++g_failures;                                                  \
    }                                                                \
  } while (false)

// A fresh directory for the files of one test program.
class TestDirectory {
 public:
  TestDirectory() {
    char name[] = "/tmp/tallyd-test-XXXXXX";
    if (mkdtemp(name) == nullptr) std::abort();
    path = name;
  }
  ~TestDirectory() {
    for (const char* file : {"/part-0.tally", "/part-1.tally", "/part-2.tally",
                             "/part-3.tally", "/journal", ""}) {
      std::remove((path + file).c_str());
    }
  }
  std::string path;
};
