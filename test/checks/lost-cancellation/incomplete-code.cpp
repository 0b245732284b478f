// RUN: %check_structured -std=c++20-or-later -expect-clang-tidy-error %s structured-lost-cancellation %t

#include <stop_token>

void work();

struct Decoder {
  missing_queue Packets;
  // CHECK-NOTES: :[[@LINE-1]]:3: error: unknown type name 'missing_queue' [clang-diagnostic-error]
  void run(std::stop_token Stop) { // ok: the condition that looks at it is lost with the error.
    while (!Packets.empty() && !Stop.stop_requested())
      work();
    while (undeclared(Stop))
      // CHECK-NOTES: :[[@LINE-1]]:12: error: use of undeclared identifier 'undeclared' [clang-diagnostic-error]
      work();
  }
};
