// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <memory>
#include <thread>
#include <vector>

void work();
void more();
bool ready();
void keep(std::thread *Worker);

// Nothing keeps the pointer.

void dropped() {
  new std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: nothing can wait for this thread, whose handle leaks; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void droppedInALoop() {
  for (int I = 0; I < 3; ++I)
    new std::thread([&] { I ? work() : more(); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: nothing can wait for this thread, whose handle leaks, and which may outlive 'I'; give it an owner, such as an 'sc::group' [structured-detached-thread]
  // CHECK-NOTES: :[[@LINE-2]]:27: note: the thread holds 'I' by reference, and 'I' dies with its scope in 'droppedInALoop'
}

void castAway() {
  (void)new std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: nothing can wait for this thread
}

void unused() {
  std::thread *Worker = new std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: nothing can wait for this thread
}

// Somebody has it.

std::thread *Global = new std::thread(work); // ok: others may join it.

void joined() { // ok
  auto *Worker = new std::thread(work);
  Worker->join();
  delete Worker;
}

void handedOver() { // ok: keep() may join.
  keep(new std::thread(work));
}

std::thread *returned() { // ok: the caller has it.
  return new std::thread(work);
}

void shared() { // ok: it is no leak, and structured-unjoined-thread looks at it.
  std::unique_ptr<std::thread> Worker(new std::thread(work));
}

void collected(std::vector<std::thread *> &Workers) { // ok: the container has it.
  Workers.push_back(new std::thread(work));
}

struct Server {
  std::thread *Worker = new std::thread(work); // ok: the object has it.
  void start() { Worker = new std::thread(more); }
};

void ofAnArray() { // ok: nothing is started.
  new std::thread[3];
}

int main() {
  new std::thread([] { // ok: a daemon of the process.
    for (;;)
      work();
  });
  new std::thread(work);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: nothing can wait for this thread
  while (ready())
    more();
}
