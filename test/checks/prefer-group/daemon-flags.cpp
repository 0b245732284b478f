// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'
// Flags that stay, for all that only a thread reads them, and threads of which nothing is said.

#include <atomic>
#include <thread>

void poll() noexcept;
bool configured() noexcept;
#define CHECK_THAT(Condition)

// It is set only if something holds.
class SetIfAsked {
public:
  void start(bool Wanted) {
    if (Wanted)
      running_ = true;
    thread_ = std::thread([this] { while (running_) poll(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread 'thread_' of 'SetIfAsked' is told by 'running_'
    // CHECK-REVIEW: {{^}}    if (Wanted)
    // CHECK-REVIEW-NEXT: {{^}}      running_ = true;
    // CHECK-REVIEW-NEXT: {{^}}    thread_.start([this] { while (running_) poll(); });
  }
  ~SetIfAsked() {
    running_ = false;
    thread_.join();
  }

private:
  std::atomic<bool> running_{false};
  std::thread thread_;
};

// The thread waits for it before it begins.
class Gate {
public:
  void start() {
    thread_ = std::thread([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread 'thread_' of 'Gate' is told by 'running_'
      while (!running_)
        std::this_thread::yield();
      while (running_)
        poll();
      // CHECK-REVIEW: {{^}}      while (!running_)
    });
    running_ = true;
    // CHECK-REVIEW: {{^}}    running_ = true;
  }
  ~Gate() {
    running_ = false;
    thread_.join();
  }

private:
  std::atomic<bool> running_{false};
  std::thread thread_;
};

// What it is at first is computed.
class Computed {
public:
  Computed() : stop_(configured()), thread_([this] { while (!stop_) poll(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the thread 'thread_' of 'Computed' is told by 'stop_'
  // CHECK-REVIEW: {{^}}  Computed() : stop_(configured()), thread_([this] { while (!stop_) poll(); }) {}
  ~Computed() {
    stop_ = true;
    thread_.join();
  }

private:
  std::atomic<bool> stop_;
  std::thread thread_;
};

// A comment, or something else, is part of its declaration.
class Declared {
public:
  Declared() : thread_([this] { while (!stop_) poll(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread 'thread_' of 'Declared' is told by 'stop_'
  ~Declared() {
    stop_ = true;
    thread_.join();
  }

private:
  /** Says that it is to end. */
  std::atomic<bool> stop_{false};
  // CHECK-REVIEW: {{^}}  /** Says that it is to end. */
  // CHECK-REVIEW-NEXT: {{^}}  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class Together {
public:
  Together() : thread_([this] { while (!stop_) poll(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread 'thread_' of 'Together' is told by 'stop_'
  ~Together() {
    stop_ = true;
    thread_.join();
  }

private:
  volatile bool paused_ = false, stop_ = false;
  // CHECK-REVIEW: {{^}}  volatile bool paused_ = false, stop_ = false;
  std::thread thread_;
};

// Another configuration says it.
class Checked {
public:
  Checked() : thread_([this] { while (!stop_) poll(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread 'thread_' of 'Checked' is told by 'stop_'
  ~Checked() {
    stop_ = true;
    thread_.join();
    CHECK_THAT(stop_);
    // CHECK-REVIEW: {{^}}    stop_ = true;
    // CHECK-REVIEW-NEXT: {{^}}    thread_.stop();
    // CHECK-REVIEW-NEXT: {{^}}    CHECK_THAT(stop_);
  }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class CheckedThread {
public:
  CheckedThread() : thread_([this] { while (!stop_) poll(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the thread 'thread_' of 'CheckedThread' is told by 'stop_'
  // CHECK-REVIEW: {{^}}  CheckedThread() : thread_([this] { while (!stop_) poll(); }) {}
  ~CheckedThread() {
    CHECK_THAT(thread_.joinable());
    stop_ = true;
    thread_.join();
    // CHECK-REVIEW: {{^}}    thread_.join();
  }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// It is asked whether it runs already.
class OnlyOnce {
public:
  void start() {
    if (thread_.joinable())
      return;
    thread_ = std::thread([this] { while (!stop_) poll(); }); // ok: a daemon would not compile.
  }
  ~OnlyOnce() {
    stop_ = true;
    thread_.join();
  }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// What a nested class does with it stands elsewhere.
class WithHelper {
public:
  WithHelper() : thread_([this] { while (!stop_) poll(); }) {}
  ~WithHelper() {
    stop_ = true;
    thread_.join(); // ok: so may the helper.
  }

private:
  struct Helper;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};
