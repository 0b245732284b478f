// RUN: %check_structured -std=c++17-or-later %s structured-daemon-in-group %t

#include <chrono>
#include <functional>
#include <sc/group.h>
#include <stdexcept>
#include <thread>

void poll();
void step(int);
bool ask();

void waited() {
  sc::group Tasks;
  Tasks.go([] {
    // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends, so whoever waits for 'Tasks' does so for ever; end its loop when it is told to stop, or give it an owner that stops it, such as an 'sc::daemon' [structured-daemon-in-group]
    // CHECK-NOTES: :[[@LINE+1]]:5: note: nothing leaves this loop
    while (true) {
      poll();
      std::this_thread::sleep_for(std::chrono::seconds(1));
    }
  });
  Tasks.wait();
}

void forEver() {
  for (;;)
    step(1);
}

void byFunction(sc::group &Tasks) {
  Tasks.go(forEver);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends, so whoever waits for 'Tasks' does so for ever
  // CHECK-NOTES: :[[@LINE-7]]:3: note: nothing leaves this loop
}

class Server {
public:
  void start() {
    Tasks.spawn([this] {
      // CHECK-NOTES: :[[@LINE-1]]:11: warning: this task never ends, so whoever waits for 'Tasks' does so for ever
      // CHECK-NOTES: :[[@LINE+1]]:7: note: nothing leaves this loop
      for (;;)
        serve();
    });
  }

private:
  void serve() { step(Count++); }
  int Count = 0;
  sc::group Tasks;
};

void nested() {
  sc::group Tasks;
  Tasks.go([&Tasks] {
    Tasks.go([] {
      // CHECK-NOTES: :[[@LINE-1]]:11: warning: this task never ends
      // CHECK-NOTES: :[[@LINE+1]]:7: note: nothing leaves this loop
      do
        poll();
      while (true);
    });
  });
  Tasks.wait();
}

void byName() {
  auto Serve = [] {
    for (;;)
      poll();
  };
  sc::group Tasks;
  Tasks.go(Serve);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends
  // CHECK-NOTES: :[[@LINE-6]]:5: note: nothing leaves this loop
  Tasks.wait();
}

struct Poller {
  int Count;
  void operator()() {
    while (true)
      step(Count++);
  }
};
void byObject() {
  sc::group Tasks;
  Poller One{1};
  Tasks.go(One);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends
  // CHECK-NOTES: :[[@LINE-9]]:5: note: nothing leaves this loop
  Tasks.go(Poller{2});
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends
  // CHECK-NOTES: :[[@LINE-12]]:5: note: nothing leaves this loop
  Tasks.wait();
}

template <class T> void inTemplate(T Value) {
  sc::group Tasks;
  Tasks.go([Value] {
    // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends
    // CHECK-NOTES: :[[@LINE+1]]:5: note: nothing leaves this loop
    while (true)
      step(Value);
  });
  Tasks.wait();
}
void instances() {
  inTemplate(1);
  inTemplate(1L);
}

#define FOREVER while (true)
void byMacro() {
  sc::group Tasks;
  // CHECK-NOTES: :[[@LINE+2]]:9: warning: this task never ends
  // CHECK-NOTES: :[[@LINE-4]]:17: note: nothing leaves this loop
  Tasks.go([] { FOREVER poll(); });
  Tasks.wait();
}

// What ends.

void asksToken() { // ok: it ends when it is told.
  sc::group Tasks;
  Tasks.go([](sc::stop_token Stop) {
    while (!Stop.stop_requested())
      poll();
  });
  Tasks.wait();
}

void passesToken(void (*Wait)(sc::stop_token)) { // ok: what is given the token may throw.
  sc::group Tasks;
  Tasks.go([Wait](sc::stop_token Stop) {
    while (true)
      Wait(Stop);
  });
  Tasks.wait();
}

void leaves() { // ok: it has ways out.
  sc::group Tasks;
  Tasks.go([] {
    while (true)
      if (ask())
        return;
  });
  Tasks.go([] {
    for (;;) {
      poll();
      if (ask())
        break;
    }
  });
  Tasks.go([] {
    while (true) {
      poll();
      if (ask())
        throw std::runtime_error("done");
    }
  });
  Tasks.wait();
}

struct Queue {
  int pop();
  int peek() noexcept;
};

void fromQueue(Queue &Items) { // ok: pop may throw when the queue is closed.
  sc::group Tasks;
  Tasks.go([&] {
    while (true)
      step(Items.pop());
  });
  Tasks.wait();
}

void next(Queue &Items);
void byHelper(Queue &Items) { // ok: so may what is given the queue.
  sc::group Tasks;
  Tasks.go([&] {
    while (true)
      next(Items);
  });
  Tasks.wait();
}

void peeks(Queue &Items) {
  sc::group Tasks;
  Tasks.go([&] {
    // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task never ends
    // CHECK-NOTES: :[[@LINE+1]]:5: note: nothing leaves this loop
    while (true)
      step(Items.peek());
  });
  Tasks.wait();
}

void byCallback(std::function<void()> Next) { // ok: the callback may throw.
  sc::group Tasks;
  Tasks.go([&] {
    while (true)
      Next();
  });
  Tasks.wait();
}

void stepOrThrow() {
  if (ask())
    throw std::runtime_error("done");
}
void throwsInside() { // ok: it ends by an exception.
  sc::group Tasks;
  Tasks.go([] {
    while (true)
      stepOrThrow();
  });
  Tasks.wait();
}

[[noreturn]] void quit();
void quits() { // ok: it ends the program.
  sc::group Tasks;
  Tasks.go([] {
    while (true) {
      if (ask())
        quit();
      poll();
    }
  });
  Tasks.wait();
}

struct Idler {
  void operator()() {
    for (;;)
      std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  void cancel();
};
void ofAnObject() { // ok: the object has means to end it.
  sc::group Tasks;
  Idler One;
  Tasks.go([&] { One(); });
  One.cancel();
  Tasks.wait();
}

void byReference(Idler &One) { // ok: so has who owns the object.
  sc::group Tasks;
  Tasks.go(std::ref(One));
  Tasks.wait();
}

void endsByName(bool &Stop) { // ok: it looks at a flag.
  auto Serve = [&] {
    while (!Stop)
      poll();
  };
  sc::group Tasks;
  Tasks.go(Serve);
  Tasks.wait();
}

template <class End> void untilTheEnd(End Quit) { // ok: nothing waits: the process ends.
  sc::group Tasks;
  Tasks.go([] {
    for (;;)
      poll();
  });
  Quit();
}
void ends() {
  untilTheEnd([] { quit(); });
}

int main() { // ok: a program that is meant to run for ever.
  sc::group Tasks;
  Tasks.go([] {
    while (true)
      poll();
  });
  Tasks.wait();
}
