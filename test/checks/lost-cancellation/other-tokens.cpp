// Tokens of other libraries than the standard one.
// REQUIRES: asio
// RUN: %check_structured -std=c++20-or-later %s structured-lost-cancellation %t -- -- -stdlib=libstdc++

#include <asio.hpp>
#include <chrono>
#include <thread>

namespace folly {
class CancellationToken {
public:
  CancellationToken() noexcept;
  bool isCancellationRequested() const noexcept;
};
} // namespace folly

void step();
void store(int);
void store(int, folly::CancellationToken);

// It is at hand, and not looked at.

void loopsWithSlot(asio::cancellation_slot Slot) {
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: nothing looks at 'Slot', so this goes on when it should stop; ask it, or pass it on, or leave it unnamed [structured-lost-cancellation]
  for (;;)
    step();
}

void loopsWithToken(folly::CancellationToken Token) {
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: nothing looks at 'Token', so this goes on when it should stop
  while (true)
    step();
}

void sleeps(folly::CancellationToken Token) {
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: nothing looks at 'Token', so this goes on when it should stop
  std::this_thread::sleep_for(std::chrono::seconds(5));
}

// It is not passed on.

void storesAll(folly::CancellationToken Token) {
  for (int I = 0; !Token.isCancellationRequested(); ++I)
    store(I);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'store' is not told to stop when this is; pass 'Token' on to it [structured-lost-cancellation]
}

// Fine: it is looked at, or handed on.

void looks(folly::CancellationToken Token) {
  while (!Token.isCancellationRequested())
    step();
}

void connects(asio::cancellation_slot Slot) {
  bool Stopped = false;
  Slot.assign([&](asio::cancellation_type) { Stopped = true; });
  while (!Stopped)
    step();
}
