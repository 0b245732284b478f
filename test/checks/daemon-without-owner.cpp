// RUN: %check_structured -std=c++20-or-later %s structured-daemon-without-owner %t -- -config='{CheckOptions: {structured-daemon-without-owner.Enable: true}}'
// RUN: %check_structured -std=c++20-or-later -check-suffix=OFF %s structured-daemon-without-owner %t

#include <atomic>
#include <folly/Executor.h>
#include <functional>
#include <sc/group.h>
#include <stop_token>
#include <thread>

void flush();
bool more();

void posted(folly::Executor &Pool) {
  Pool.add([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work never ends, and nobody can stop it; have it look at a stop token, and give it an owner that stops it and waits, such as an 'sc::daemon' [structured-daemon-without-owner]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: it loops without end here
    while (true)
      flush();
  });
}

void joined() {
  std::thread Worker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this work never ends, and nobody can stop it
    // CHECK-MESSAGES: :[[@LINE-2]]:22: note: it loops without end here
    for (;;)
      flush();
  });
  Worker.join();
}

static void loop() {
  for (;;)
    flush();
}
std::thread start() { return std::thread(loop); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: this work never ends, and nobody can stop it
// CHECK-MESSAGES: :[[@LINE-6]]:1: note: it loops without end here

// What ends, or is told to.

std::atomic<bool> Stop{false};

void ends(folly::Executor &Pool) {
  Pool.add([] {
    while (!Stop)
      flush();
  });
  Pool.add([] {
    while (true) {
      if (!more())
        return;
      flush();
    }
  });
  std::jthread Worker([](std::stop_token Token) {
    while (!Token.stop_requested())
      flush();
  });
}

struct [[clang::annotate("sc::owns_tasks")]] Service {
  void run(folly::Executor &Pool) {
    Pool.add([] {
      for (;;)
        flush();
    });
  }
};
