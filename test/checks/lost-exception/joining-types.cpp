// A class that starts work, and that joins, has a thread of its own.
// RUN: %check_structured -check-suffixes=THREAD %s structured-lost-exception %t -- -config='{CheckOptions: {SpawnApis: "::acme::JoiningThread=blocks", JoiningTypes: "::acme::JoiningThread"}}'
// RUN: %check_structured -check-suffixes=THREAD %s structured-lost-exception %t -- -config='{CheckOptions: {JoiningTypes: "::acme::JoiningThread", SpawnApis: "::acme::JoiningThread=blocks"}}'
// A pool's task need not.
// RUN: %check_structured %s structured-lost-exception %t -- -config='{CheckOptions: {SpawnApis: "::acme::JoiningThread=blocks"}}'
// RUN: %check_structured %s structured-lost-exception %t -- -config='{CheckOptions: {JoiningTypes: "::acme::JoiningThread"}}'

#include <stdexcept>

namespace acme {
class JoiningThread {
public:
  template <class F> explicit JoiningThread(F &&) {}
  ~JoiningThread();
};
} // namespace acme

void thrown(int Item) {
  acme::JoiningThread Works([Item] {
    if (Item < 0)
      throw std::runtime_error("negative");
    // CHECK-MESSAGES-THREAD: :[[@LINE-1]]:7: warning: nothing in this thread catches what is thrown here
  });
}
