// Threads that were joined or detached and have ended take no memory.

// RUN: %cxx -O2 %s -o %t
// RUN: env SC_LEAK=%patient %exits 0 %leak %t 2>&1 | FileCheck %s

#include "gate.h"
#include "memory.h"
#include <pthread.h>
#include <thread>
#include <vector>

static gate nearly_ended;

static void *end(void *) {
  nearly_ended.open();
  return nullptr;
}

template <class F> static void start(int count, F get_rid_of) {
  for (int i = 0; i < count; ++i) {
    pthread_t thread;
    pthread_create(&thread, nullptr, end, nullptr);
    nearly_ended.pass();
    get_rid_of(thread);
  }
}

template <class F> static bool takes_memory(F get_rid_of) {
  start(1000, get_rid_of);
  const long before = pages_in_memory();
  start(10000, get_rid_of);
  return pages_in_memory() - before > few_pages;
}

int main() {
  if (takes_memory([](pthread_t thread) { pthread_join(thread, nullptr); }))
    return 1;
  if (takes_memory([](pthread_t thread) { pthread_detach(thread); }))
    return 2;

  // Many at once, started by many.
  std::vector<std::thread> starters;
  for (int i = 0; i < 8; ++i)
    starters.emplace_back([] {
      std::vector<std::thread> threads;
      for (int i = 0; i < 250; ++i)
        threads.emplace_back([] {});
      for (auto &thread : threads)
        thread.join();
      for (int i = 0; i < 250; ++i)
        std::thread([] {}).detach();
    });
  for (auto &starter : starters)
    starter.join();
}

// CHECK: : no leaked thread
