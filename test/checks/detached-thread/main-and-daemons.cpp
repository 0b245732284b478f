// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=,STRICT %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.AllowProcessLifetimeDaemons: false}}'
// RUN: %check_structured -std=c++17-or-later -check-suffixes=LENIENT %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.AllowInMain: true}}'

#include <chrono>
#include <pthread.h>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

bool beat();
struct Holder {
  explicit Holder(std::string *Text) : Text(Text) {}
  std::string *Text;
};
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
void *foreverForPosix(void *Argument) {
  for (;;)
    beat();
}
void foreverWith(const char *Text) {
  for (;;)
    useText(Text);
}
void foreverOn(std::string *Text) {
  for (;;)
    useReference(*Text);
}

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

  // What lives as long as the process may be held.
  std::thread([Arguments] {
    for (;;)
      useText(Arguments[0]);
  }).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:6: warning: nothing waits for this detached thread
  std::thread(foreverWith, Arguments[Count - 1]).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:50: warning: nothing waits for this detached thread
  std::thread(foreverWith, "text").detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:36: warning: nothing waits for this detached thread
  std::thread(foreverOn, &Static).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:35: warning: nothing waits for this detached thread
  std::thread(foreverOn, new std::string).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:43: warning: nothing waits for this detached thread
  void (*Beat)() = work;
  std::thread([Beat] {
    for (;;)
      Beat();
  }).detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:6: warning: nothing waits for this detached thread
  std::vector<std::thread> Daemons;
  Daemons.emplace_back(forever);
  Daemons.back().detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:18: warning: nothing waits for this detached thread
  pthread_attr_t Detached;
  pthread_attr_setdetachstate(&Detached, PTHREAD_CREATE_DETACHED);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: nothing waits for threads that start detached; create them joinable and join them
  pthread_t Id;
  pthread_create(&Id, &Detached, foreverForPosix, nullptr);

  // What may not.
  std::thread(foreverOn, &Local).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: nothing waits for this detached thread, which may outlive 'Local'
  std::thread(foreverWith, Local.c_str()).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: nothing waits for this detached thread, which may outlive 'Local'
  std::thread([View = std::string_view(Local)] {
    for (;;)
      (void)View;
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nothing waits for this detached thread, which may outlive 'Local'
  std::thread([&Arguments] {
    for (;;)
      useText(Arguments[0]);
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nothing waits for this detached thread, which may outlive 'Arguments'
  std::thread([At = new Holder(&Local)] {
    for (;;)
      useReference(*At->Text);
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nothing waits for this detached thread

  // Where a handle is used again, only its last work counts.
  std::thread Again(work);
  Again.join();
  Again = std::thread(forever);
  Again.detach();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:9: warning: nothing waits for this detached thread

  // Some that end and some that do not.
  std::thread Either;
  if (Stopped)
    Either = std::thread(forever);
  else
    Either = std::thread(work);
  Either.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread

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
