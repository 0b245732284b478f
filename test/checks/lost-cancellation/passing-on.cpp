// RUN: %check_structured -std=c++20-or-later %s structured-lost-cancellation %t

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

void work();
bool step();

void load(int Page);
void load(int Page, std::stop_token Token);
void store(int Page, std::stop_token Token = {});
void scan(std::stop_token Token = std::stop_token());
void onlyThis(int Page);
void other(int Page, const char *Name);
void other(int Page, const char *Name, int More);

std::stop_token current();
void asCurrent(std::stop_token Token = current());

void calls(std::stop_token Stop) {
  if (Stop.stop_requested())
    return;
  load(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'load' is not told to stop when this is; pass 'Stop' on to it [structured-lost-cancellation]
  // CHECK-NOTES: :[[@LINE-15]]:6: note: this takes a token
  // CHECK-NOTES: :[[@LINE-6]]:28: note: 'Stop' is declared here
  // CHECK-REVIEW: {{^}}  load(1, Stop);
  store(2);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'store' is not told to stop when this is
  // CHECK-NOTES: :[[@LINE-19]]:6: note: this takes a token
  // CHECK-NOTES: :[[@LINE-11]]:28: note: 'Stop' is declared here
  // CHECK-REVIEW: {{^}}  store(2, Stop);
  scan();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'scan' is not told to stop when this is
  // CHECK-NOTES: :[[@LINE-23]]:6: note: this takes a token
  // CHECK-NOTES: :[[@LINE-16]]:28: note: 'Stop' is declared here
  // CHECK-REVIEW: {{^}}  scan(Stop);
}

void inLoop(std::stop_token Stop) {
  while (!Stop.stop_requested()) {
    load(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'load' is not told to stop when this is
    // CHECK-NOTES: :[[@LINE-34]]:6: note: this takes a token
    // CHECK-NOTES: :[[@LINE-5]]:29: note: 'Stop' is declared here
  }
}

struct Queue {
  int pop();
  int pop(std::stop_token Token);
  template <class T> void push(const T &Value);
  template <class T> void push(std::stop_token Token, const T &Value);
};

void members(Queue &From, std::stop_token Stop) {
  const int Value = From.pop();
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'pop' is not told to stop when this is
  // CHECK-NOTES: :[[@LINE-8]]:7: note: this takes a token
  // CHECK-NOTES: :[[@LINE-4]]:43: note: 'Stop' is declared here
  From.push(Value);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'push' is not told to stop when this is
  // CHECK-NOTES: :[[@LINE-10]]:27: note: this takes a token
  // CHECK-NOTES: :[[@LINE-8]]:43: note: 'Stop' is declared here
  // CHECK-REVIEW: {{^}}  From.push(Value);
  load(Value, Stop);
}

void waits(std::mutex &Mutex, std::condition_variable_any &Changed, std::stop_token Stop) {
  std::unique_lock<std::mutex> Lock(Mutex);
  while (!Stop.stop_requested())
    Changed.wait(Lock, step);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'wait' is not told to stop when this is
  // CHECK-NOTES: condition_variable:{{.*}}: note: this takes a token
  // CHECK-NOTES: :[[@LINE-6]]:85: note: 'Stop' is declared here
}

// Silent.

void passedOn(std::stop_token Stop, Queue &From) { // ok: they are told.
  load(1, Stop);
  store(2, Stop);
  scan(Stop);
  From.pop(Stop);
}

void saysNone(std::stop_token Stop) { // ok: it says that this one is not told.
  load(1, Stop);
  load(2, {});
  store(3, std::stop_token());
}

void noneToPass(std::stop_token Stop) { // ok: they take none.
  onlyThis(1);
  other(2, "");
  scan(Stop);
}

void another(std::stop_token Stop) { // ok: the default is no token that never stops.
  asCurrent();
  scan(Stop);
}

void afterwards(std::stop_token Stop) { // ok: what is left to do when it has stopped.
  while (!Stop.stop_requested())
    work();
  store(1);
}

void whenStopped(std::stop_token Stop) { // ok: as above.
  for (;;) {
    if (Stop.stop_requested()) {
      store(1);
      return;
    }
    work();
  }
}

void onError(std::stop_token Stop) { // ok: an error is handled.
  try {
    scan(Stop);
  } catch (...) {
    store(1);
    throw;
  }
}

void run(int Limit);
void run(int Limit, std::stop_token Stop) { // ok: this is the one that takes it.
  while (!Stop.stop_requested())
    run(Limit);
}

void later(std::stop_token Stop) {
  auto Later = [] { store(1); }; // ok: it may be called when all has stopped.
  scan(Stop);
  Later();
}

void unnamed(std::stop_token) { // ok: it says that it does not look.
  load(1);
}
