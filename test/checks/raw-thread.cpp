// RUN: %check_structured %s structured-raw-thread %t -- -config='{CheckOptions: {structured-raw-thread.Enable: true}}'

#include <functional>
#include <future>
#include <pthread.h>
#include <thread>
#include <vector>

void work();
void *start(void *);

void joined() {
  std::thread Worker(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is banned in this project; start it in an 'sc::group', which waits for it and keeps its error [structured-raw-thread]
  Worker.join();
}

void detached() {
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::thread' is banned in this project
}

void inContainer(std::vector<std::thread> &Workers) {
  Workers.emplace_back(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::thread' is banned in this project
}

void ofPosix() {
  pthread_t Worker;
  pthread_create(&Worker, nullptr, start, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_create' is banned in this project
  pthread_join(Worker, nullptr);
}

void inLambda() {
  auto Later = [] {
    std::thread Worker(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::thread' is banned in this project
    Worker.join();
  };
  Later();
}

template <class Job> void inTemplate(Job Each) {
  std::thread Worker(Each);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is banned in this project
  Worker.join();
}
template void inTemplate(void (*)());
template void inTemplate(std::function<void()>);

#define START(JOB) std::thread(JOB).detach()
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::thread' is banned in this project
void inMacro() {
  START(work);
  START(work);
}

void none() { // ok: no thread is started.
  std::thread Empty;
  std::thread Other = static_cast<std::thread &&>(Empty);
}

void ofOther() { // ok: it is not in the list.
  std::async(std::launch::async, work).get();
}

void counted() { // ok: nothing is started.
  (void)std::thread::hardware_concurrency();
}

struct [[clang::annotate("sc::owns_tasks")]] Nursery {
  void start() { Worker = std::thread(work); } // ok: of what an owner is made is its own affair.
  ~Nursery() { Worker.join(); }
  std::thread Worker;
};
