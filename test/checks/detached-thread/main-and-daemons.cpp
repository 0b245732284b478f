// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=,STRICT %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.AllowProcessLifetimeDaemons: false}}'
// RUN: %check_structured -std=c++17-or-later -check-suffixes=LENIENT %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.AllowInMain: true}}'

#include <chrono>
#include <string>
#include <thread>

bool beat();
void work();
extern bool Stopped;
std::string Global;

void forever() {
  for (;;)
    beat();
}
void foreverWithSetUp() {
  work();
  while (true) {
    if (beat())
      continue;
    for (int I = 0; I < 3; ++I)
      if (beat())
        break;
    std::this_thread::sleep_for(1);
  }
}
void hidden() { foreverWithSetUp(); }
void untilStopped() {
  while (!Stopped)
    beat();
}
void untilBroken() {
  for (;;)
    if (beat())
      break;
}
void untilReturned() {
  while (true)
    if (beat())
      return;
}
void untilThrown() {
  do {
    if (beat())
      throw 1;
  } while (1);
}
void untilGoneTo() {
  for (;;)
    if (beat())
      goto out;
out:
  work();
}
void declaredOnly();
void useReference(std::string &);
void useText(const char *);

int main(int Count, char **Arguments) {
  std::string Local;

  // A daemon that holds nothing of main's.
  std::thread(forever).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:24: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
  std::thread(foreverWithSetUp).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:33: warning: nothing waits for this detached thread
  std::thread(&hidden).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:24: warning: nothing waits for this detached thread
  std::thread([] { forever(); }).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:34: warning: nothing waits for this detached thread
  std::thread([Count] {
    for (;;)
      (void)Count, beat();
  }).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:6: warning: nothing waits for this detached thread
  std::thread Named([Own = Local] {
    do
      beat();
    while (true);
  });
  Named.detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:9: warning: nothing waits for this detached thread
  static std::string Static;
  std::thread([] {
    while (1)
      useReference(Static), useReference(Global);
  }).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:6: warning: nothing waits for this detached thread

  // A daemon that uses what main's frame takes away.
  std::thread([&] {
    for (;;)
      useReference(Local);
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nothing waits for this detached thread, which may outlive 'Local'
  std::thread([At = &Local] {
    for (;;)
      useReference(*At);
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nothing waits for this detached thread, which may outlive 'Local'

  // What ends, or may end, is no daemon.
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
  std::thread(untilStopped).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: nothing waits for this detached thread
  std::thread(untilBroken).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing waits for this detached thread
  std::thread(untilReturned).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: nothing waits for this detached thread
  std::thread(untilThrown).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing waits for this detached thread
  std::thread(untilGoneTo).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing waits for this detached thread
  std::thread(declaredOnly).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: nothing waits for this detached thread
  std::thread([] {
    if (beat())
      forever();
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nothing waits for this detached thread

  // A lambda in main is not main: it may run elsewhere.
  auto Start = [] { std::thread(forever).detach(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: nothing waits for this detached thread
  // CHECK-MESSAGES-LENIENT: :[[@LINE-2]]:42: warning: nothing waits for this detached thread
  Start();
}

void notMain() {
  std::thread(forever).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing waits for this detached thread
  // CHECK-MESSAGES-LENIENT: :[[@LINE-2]]:24: warning: nothing waits for this detached thread
}

namespace program {
int main() {
  std::thread(forever).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing waits for this detached thread
  // CHECK-MESSAGES-LENIENT: :[[@LINE-2]]:24: warning: nothing waits for this detached thread
  return 0;
}
} // namespace program
