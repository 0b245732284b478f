// docs/examples/config/tbb.yaml names what the headers of oneTBB declare.
// REQUIRES: onetbb
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS %s 'structured-*' %t -- -- -stdlib=libstdc++
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,AFTER %s 'structured-*' %t -- -config='{CheckOptions: {SinkConfig: "%configs/tbb.yaml"}}' -- -stdlib=libstdc++

#include <stdexcept>
#include <tbb/parallel_for.h>
#include <tbb/parallel_for_each.h>
#include <tbb/parallel_invoke.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#include <thread>
#include <vector>

void queued(tbb::task_arena &Arena) {
  int Sum = 0;
  Arena.enqueue([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void queuedHere() {
  int Sum = 0;
  tbb::this_task_arena::enqueue([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

tbb::task_handle later(tbb::task_group &Tasks) { return Tasks.defer([] {}); }

void neverRuns(tbb::task_group &Tasks) {
  later(Tasks);
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:3: warning: what 'later' returns is dropped at once, so the work never runs
}

static void refuse(int Item) {
  if (Item < 0)
    throw std::runtime_error("negative");
}

void thrown(const std::vector<int> &Items) {
  std::thread First([] { tbb::parallel_for(0, 10, refuse); });
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws
  std::thread Second([&Items] { tbb::parallel_for_each(Items.begin(), Items.end(), refuse); });
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws
  std::thread Third([] { tbb::parallel_invoke([] { refuse(1); }, [] {}); });
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws
  std::thread Fourth([] { tbb::this_task_arena::isolate([] { refuse(1); }); });
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws
  std::thread Fifth([] { tbb::task_arena().execute([] { refuse(1); }); });
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws
  First.join();
  Second.join();
  Third.join();
  Fourth.join();
  Fifth.join();
}

void inGroup() { // ok: waited for.
  int Sum = 0;
  tbb::task_group Tasks;
  Tasks.run([&Sum] { ++Sum; });
  Tasks.wait();
}
