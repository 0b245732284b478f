// RUN: %check_structured -std=c++20-or-later %s structured-member-order %t

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

void use(int);

// Made after the work has started.

class Sampler {
public:
  Sampler() : Worker([this] { run(); }) {}
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: this work uses 'Mutex' and 'Done', which the object makes only after it has started the work; declare 'Worker' last [structured-member-order]
  // CHECK-NOTES: :[[@LINE+13]]:15: note: 'Worker' is declared here
  // CHECK-NOTES: :[[@LINE+13]]:14: note: 'Mutex' is declared after it
  // CHECK-NOTES: :[[@LINE+7]]:38: note: the work uses 'Mutex' here
  // CHECK-NOTES: :[[@LINE+12]]:8: note: 'Done' is declared after it
  // CHECK-NOTES: :[[@LINE+6]]:9: note: the work uses 'Done' here
  ~Sampler() { Worker.join(); }

private:
  void run() {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (Done)
      use(1);
  }
  std::thread Worker;
  std::mutex Mutex;
  bool Done = false;
};

struct InPlace {
  std::jthread Worker{[this] { use(static_cast<int>(Text.size())); }};
  // CHECK-NOTES: :[[@LINE-1]]:22: warning: this work uses 'Text', which the object makes only after it has started the work; declare 'Worker' last
  // CHECK-NOTES: :[[@LINE-2]]:16: note: 'Worker' is declared here
  // CHECK-NOTES: :[[@LINE+2]]:15: note: 'Text' is declared after it
  // CHECK-NOTES: :[[@LINE-4]]:53: note: the work uses 'Text' here
  std::string Text;
};

class ByMember {
public:
  ByMember() : Worker(&ByMember::run, this) {}
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: this work uses 'Text', which the object makes only after it has started the work; declare 'Worker' last
  // CHECK-NOTES: :[[@LINE+6]]:16: note: 'Worker' is declared here
  // CHECK-NOTES: :[[@LINE+6]]:15: note: 'Text' is declared after it
  // CHECK-NOTES: :[[@LINE+3]]:37: note: the work uses 'Text' here

private:
  void run() { use(static_cast<int>(Text.size())); }
  std::jthread Worker;
  std::string Text;
};

// Destroyed before the work is waited for.

class StartedLater {
public:
  void start() {
    Worker = std::jthread([this] { use(static_cast<int>(Text.size())); });
    // CHECK-NOTES: :[[@LINE-1]]:14: warning: this work uses 'Text', which the object destroys before it waits for the work; declare 'Worker' last
    // CHECK-NOTES: :[[@LINE+5]]:16: note: 'Worker' is declared here
    // CHECK-NOTES: :[[@LINE+5]]:15: note: 'Text' is declared after it
    // CHECK-NOTES: :[[@LINE-4]]:57: note: the work uses 'Text' here
  }
private:
  std::jthread Worker;
  std::string Text;
};

class Many {
public:
  void add() {
    All.emplace_back([this] { use(static_cast<int>(Text.size())); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work uses 'Text', which the object destroys before it waits for the work; declare 'All' last
    // CHECK-NOTES: :[[@LINE+6]]:29: note: 'All' is declared here
    // CHECK-NOTES: :[[@LINE+6]]:15: note: 'Text' is declared after it
    // CHECK-NOTES: :[[@LINE-4]]:52: note: the work uses 'Text' here
  }
  ~Many() {} // It does not wait.
private:
  std::vector<std::jthread> All;
  std::string Text;
};

// What is fine.

class DeclaredLast { // ok: the thread is made last, and goes first.
public:
  DeclaredLast() : Worker([this] { use(static_cast<int>(Text.size())); }) {}

private:
  std::string Text;
  std::jthread Worker;
};

class Waits { // ok: the destructor waits before anything goes.
public:
  void start() {
    Worker = std::jthread([this] { use(static_cast<int>(Text.size())); });
  }
  ~Waits() { Worker.join(); }

private:
  std::jthread Worker;
  std::string Text;
};

class MayWait { // ok: its own function may wait.
public:
  void start() {
    Worker = std::jthread([this] { use(static_cast<int>(Text.size())); });
  }
  ~MayWait() { stop(); }
  void stop();

private:
  std::jthread Worker;
  std::string Text;
};

class Elsewhere { // ok: what the destructor does is not known.
public:
  void start() {
    Worker = std::jthread([this] { use(static_cast<int>(Text.size())); });
  }
  ~Elsewhere();

private:
  std::jthread Worker;
  std::string Text;
};

class Derivable { // ok: a class that derives from it may wait first.
public:
  virtual ~Derivable() {}
  void start() {
    Worker = std::jthread([this] { use(static_cast<int>(Text.size())); });
  }

private:
  std::jthread Worker;
  std::string Text;
};

class Unused { // ok: the work does not use what comes after.
public:
  Unused() : Worker([this] { use(Number); }) {}

private:
  int Number = 0;
  std::jthread Worker;
  std::string Text;
};

class Unknown { // ok: what the work does is not known.
public:
  Unknown() : Worker([this] { run(); }) {}
  void run();

private:
  std::jthread Worker;
  std::string Text;
};

class Plain { // ok: a number without initializer is nothing that is made, or goes.
public:
  void start() {
    Worker = std::jthread([this] { use(Number); });
  }

private:
  std::jthread Worker;
  int Number;
};

class OthersOwn { // ok: another object's member.
public:
  explicit OthersOwn(OthersOwn &Other)
      : Worker([&Other] { use(static_cast<int>(Other.Text.size())); }) {}

private:
  std::jthread Worker;
  std::string Text;
};

class Gated { // ok: the work waits until the object says that it is ready.
public:
  Gated() : Worker([this] {
    Ready.get_future().wait();
    use(static_cast<int>(Text.size()));
  }) {
    Ready.set_value();
  }
  ~Gated() { Worker.join(); }

private:
  std::promise<void> Ready;
  std::thread Worker;
  std::string Text;
};

template <class T> class Template {
public:
  Template() : Worker([this] { use(static_cast<int>(Value.size())); }) {}
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: this work uses 'Value', which the object makes only after it has started the work; declare 'Worker' last
  // CHECK-NOTES: :[[@LINE+5]]:16: note: 'Worker' is declared here
  // CHECK-NOTES: :[[@LINE+5]]:5: note: 'Value' is declared after it
  // CHECK-NOTES: :[[@LINE-4]]:53: note: the work uses 'Value' here

private:
  std::jthread Worker;
  T Value;
};
template class Template<std::string>;
