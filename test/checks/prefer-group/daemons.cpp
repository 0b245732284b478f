// RUN: %check_structured -std=c++17,c++20 %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

void poll();
bool wait();

// Told by a flag that nothing else needs: the token takes its place.
class Poller {
public:
  Poller() : stop_(false), thread_([this] {
    while (!stop_)
      poll();
  }) {}
  // CHECK-MESSAGES: :[[@LINE-4]]:28: warning: the thread 'thread_' of 'Poller' is told by 'stop_' to stop and joined by hand; an 'sc::daemon' does both, also when the object ends [structured-prefer-group]
  // CHECK-REVIEW: Poller() : thread_([](sc::stop_token stop) {
  // CHECK-REVIEW-NEXT: while (!stop.stop_requested())
  // CHECK-REVIEW-NEXT: poll();
  ~Poller() {
    stop_ = true;
    thread_.join();
  }
  // CHECK-REVIEW: ~Poller() {
  // CHECK-REVIEW-NEXT: thread_.stop();
  // CHECK-REVIEW-NEXT: }

private:
  std::atomic<bool> stop_;
  std::thread thread_;
  // CHECK-REVIEW: private:
  // CHECK-REVIEW-NEXT: sc::daemon thread_;
};

// Started by a call, run by a function of the class; the flag says that it runs.
class Reader {
public:
  void start() {
    running_ = true;
    thread_ = std::thread(&Reader::run, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread 'thread_' of 'Reader' is told by 'running_'
  }
  // CHECK-REVIEW: void start() {
  // CHECK-REVIEW-NEXT: thread_.start([this](sc::stop_token stop) { run(stop); });
  void close() {
    running_.store(false);
    if (thread_.joinable())
      thread_.join();
  }
  // CHECK-REVIEW: void close() {
  // CHECK-REVIEW-NEXT: thread_.stop();
  // CHECK-REVIEW-NEXT: }
  ~Reader() { close(); }

private:
  void run() {
    while (running_.load()) {
      if (!running_)
        break;
      read();
    }
  }
  // CHECK-REVIEW: void run(sc::stop_token stop) {
  // CHECK-REVIEW-NEXT: while (!stop.stop_requested()) {
  // CHECK-REVIEW-NEXT: if (stop.stop_requested())
  void read() { ++count_; }

  int count_ = 0;
  std::atomic<bool> running_{false};
  std::thread thread_;
  // CHECK-REVIEW: int count_ = 0;
  // CHECK-REVIEW-NEXT: sc::daemon thread_;
};

// What wakes the thread comes after the flag, which stays.
class Worker {
public:
  Worker() { Thread = std::thread([this] { loop(); }); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the thread 'Thread' of 'Worker' is told by 'Done'
  // CHECK-REVIEW: Worker() { Thread.start([this] { loop(); }); }
  ~Worker() {
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Done = true;
    }
    Wake.notify_one();
    Thread.join();
  }
  // CHECK-REVIEW: Done = true;
  // CHECK-REVIEW: Wake.notify_one();
  // CHECK-REVIEW-NEXT: Thread.stop();

private:
  void loop() {
    std::unique_lock<std::mutex> Lock(Mutex);
    while (!Done)
      Wake.wait(Lock);
  }

  std::mutex Mutex;
  std::condition_variable Wake;
  bool Done = false;
  std::thread Thread;
  // CHECK-REVIEW: bool Done = false;
  // CHECK-REVIEW-NEXT: sc::daemon Thread;
};

// Others ask the flag.
class Asked {
public:
  Asked() : thread_([this] { while (!stop_) poll(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the thread 'thread_' of 'Asked' is told by 'stop_'
  // CHECK-REVIEW: Asked() : thread_([this] { while (!stop_) poll(); }) {}
  ~Asked() {
    stop_ = true;
    thread_.join();
    // CHECK-REVIEW: stop_ = true;
    // CHECK-REVIEW-NEXT: thread_.stop();
  }
  bool isStopped() const { return stop_; }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// It runs until it has ended by itself, in one function, and until told, in another.
class Both {
public:
  Both() : thread_([this] { while (!stop_ && wait()) poll(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the thread 'thread_' of 'Both' is told by 'stop_'
  void finish() {
    if (thread_.joinable()) {
      thread_.join();
    }
  }
  // CHECK-REVIEW: void finish() {
  // CHECK-REVIEW-NEXT: thread_.wait();
  // CHECK-REVIEW-NEXT: }
  ~Both() {
    stop_ = true;
    finish();
  }
  void close() {
    stop_ = true;
    thread_.join();
  }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

//===-- Not found ------------------------------------------------------------------===//

class NoFlag {
public:
  NoFlag() : thread_([] { poll(); }) {}
  ~NoFlag() { thread_.join(); } // ok: it ends by itself.

private:
  std::thread thread_;
};

class Moved {
public:
  Moved() : thread_([this] { while (!stop_) poll(); }) {}
  ~Moved() {
    stop_ = true;
    thread_.join();
  }
  std::thread release() { return std::move(thread_); } // ok: others get it.

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class WithId {
public:
  WithId() : thread_([this] { while (!stop_) poll(); }) {}
  ~WithId() {
    stop_ = true;
    thread_.join();
  }
  std::thread::id id() const { return thread_.get_id(); } // ok: a daemon has none.

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class StartedTwice {
public:
  StartedTwice() { thread_ = std::thread([this] { while (!stop_) poll(); }); }
  void again() {
    close();
    stop_ = false;
    thread_ = std::thread([] { wait(); }); // ok: more than one thing is run.
  }
  void close() {
    stop_ = true;
    thread_.join();
  }
  ~StartedTwice() { close(); }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class NotAllSeen {
public:
  NotAllSeen() : thread_([this] { while (!stop_) poll(); }) {}
  ~NotAllSeen() {
    stop_ = true;
    thread_.join();
  }
  void elsewhere(); // ok: it may do anything with the thread.

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class WithFriend {
public:
  WithFriend() : thread_([this] { while (!stop_) poll(); }) {}
  ~WithFriend() {
    stop_ = true;
    thread_.join(); // ok: so may a friend.
  }

private:
  friend class Watcher;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

template <class T> class Template {
public:
  Template() : thread_([this] { while (!stop_) poll(); }) {}
  ~Template() {
    stop_ = true;
    thread_.join(); // ok: another instantiation may be different.
  }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};
template class Template<int>;
