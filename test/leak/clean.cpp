// No alarm: every way to wait for a thread, and detached threads that end in time.

// RUN: %cxx %s -o %t
// RUN: env SC_LEAK=%patient %leak %t 2>&1 | FileCheck %s
// RUN: env SC_LEAK=%patient:quiet=1:exitcode=9 %leak %t > %t.out 2>&1
// RUN: count 0 < %t.out

#include "gate.h"
#include <ctime>
#include <future>
#include <pthread.h>
#include <thread>

static void *end(void *) { return nullptr; }

static pthread_t start(void *(*function)(void *) = end, void *argument = nullptr) {
  pthread_t thread;
  pthread_create(&thread, nullptr, function, argument);
  return thread;
}

static void *pass(void *argument) {
  static_cast<gate *>(argument)->pass();
  return nullptr;
}

static void join_in_every_way() {
  pthread_join(start(), nullptr);
  const timespec past = {0, 0};
  const timespec future = {std::time(nullptr) + 600, 0};
  pthread_timedjoin_np(start(), nullptr, &future);
  pthread_clockjoin_np(start(), nullptr, CLOCK_REALTIME, &future);
  for (const pthread_t thread = start(); pthread_tryjoin_np(thread, nullptr) != 0;)
    std::this_thread::yield();

  // Not joined at first.
  gate end_now;
  const pthread_t thread = start(pass, &end_now);
  if (pthread_tryjoin_np(thread, nullptr) == 0 ||
      pthread_timedjoin_np(thread, nullptr, &past) == 0 ||
      pthread_clockjoin_np(thread, nullptr, CLOCK_REALTIME, &past) == 0)
    abort();
  end_now.open();
  pthread_join(thread, nullptr);
}

static void *detach_and_end(void *) {
  pthread_detach(pthread_self());
  return nullptr;
}

static void detach_in_every_way() {
  std::thread([] {}).detach();
  start(detach_and_end);
  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  pthread_create(&thread, &detached, end, nullptr);
}

/// The handle that is created lies in what the thread deletes.
struct own {
  pthread_t thread;
};

static void *delete_own(void *argument) {
  delete static_cast<own *>(argument);
  return nullptr;
}

int main() {
  join_in_every_way();
  detach_in_every_way();
  std::thread([] {}).join();
  std::async(std::launch::async, [] { return 1; }).get();
  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  for (int i = 0; i < 100; ++i) {
    auto *const argument = new own;
    pthread_create(&argument->thread, &detached, delete_own, argument);
  }
}

// CHECK:     libsc-leak: {{.*}}: no leaked thread{{$}}
// CHECK-NOT: {{.}}
