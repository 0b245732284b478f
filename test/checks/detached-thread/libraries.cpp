// How a known library does what it does, in a copy beside the code, does not matter.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t
#include "vendored.h"

void use(boost::daemon &Of) { Of.start(); }

// What is added to its namespace is one's own.
namespace boost {
void mine() {
  std::thread([] {}).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: nothing waits for this detached thread
}
} // namespace boost
