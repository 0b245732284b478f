// RUN: %check_structured -std=c++17-or-later -check-suffixes=ALL,FLAG %s structured-sleep-as-join %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=ALL %s structured-sleep-as-join %t -- -config='{CheckOptions: {structured-sleep-as-join.WarnOnPolling: false}}'
// A sleep of the project's own, and one of a library.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=ALL,FLAG,OWN %s structured-sleep-as-join %t -- -config='{CheckOptions: {structured-sleep-as-join.SleepFunctions: "::acme::Clock::pause"}}'
// RUN: %check_structured -std=c++17-or-later -check-suffixes=ALL,FLAG,OWN %s structured-sleep-as-join %t -- -config='{CheckOptions: {SinkConfig: "acme.yaml"}}'
// Silent in tests.
// RUN: %check_structured -std=c++17-or-later %s structured-sleep-as-join %t -- -config='{CheckOptions: {IgnoreTests: "*/options.cpp"}}'

#include <atomic>
#include <thread>

extern "C" unsigned usleep(unsigned);

namespace acme {
struct Clock {
  virtual void pause(int Milliseconds) = 0;
};
} // namespace acme

void work();

void slept() {
  std::thread(work).detach();
  usleep(1);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: this sleep hopes
}

void polled(std::atomic<bool> &Done) {
  std::thread([&] { Done = true; }).detach();
  while (!Done)
    usleep(1);
  // CHECK-MESSAGES-FLAG: :[[@LINE-1]]:5: warning: this loop sleeps until work
}

void paused(acme::Clock &Clock) {
  std::thread(work).detach();
  Clock.pause(10);
  // CHECK-MESSAGES-OWN: :[[@LINE-1]]:3: warning: this sleep hopes
}
