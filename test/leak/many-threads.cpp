// Threads that were joined or detached and have ended take no memory.

// RUN: %cxx -O2 %s -o %t
// RUN: env SC_LEAK=%patient %leak %t 2>&1 | FileCheck %s

#include <cstdio>
#include <pthread.h>
#include <thread>
#include <vector>

/// The memory of this process, in pages.
static long memory() {
  long pages = 0;
  FILE *file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%ld", &pages) != 1)
    return -1;
  std::fclose(file);
  return pages;
}

static void *end(void *) { return nullptr; }

static void start_and_join(int count) {
  for (int i = 0; i < count; ++i) {
    pthread_t thread;
    pthread_create(&thread, nullptr, end, nullptr);
    pthread_join(thread, nullptr);
  }
}

int main() {
  start_and_join(1000);
  const long before = memory();
  start_and_join(10000);
  std::printf("grown by %ld pages\n", memory() - before);
  std::fflush(stdout);

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

// CHECK: grown by 0 pages
// CHECK: : no leaked thread
