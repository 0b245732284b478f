// RUN: %check_structured -std=c++17-or-later %s structured-* %t

// What all checks together say of a thread for one request, and of the few
// threads that nobody has to wait for.

#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

struct Request {
  std::string Path;
};
struct Response {
  void send(const char *);
};
void logRequest(const Request &);

// Wrong: the handler answers, and the log may hang for ever, or use a request
// that is gone. It is said once for each thread.

void handle(const Request &Asked, Response &Answer) {
  std::thread(logRequest, Asked).detach();
  // CHECK-NOTES: :[[@LINE-1]]:34: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  Answer.send("ok");
}

void handleByReference(Request Asked, Response &Answer) {
  std::thread Logger([&Asked] { logRequest(Asked); });
  Logger.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Asked'
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:24: note: the thread holds 'Asked' by reference
  Answer.send("ok");
}

// Fine: the daemon runs as long as the process does.

std::string nextCommand();
void answer(const std::string &);
void serveDebug() {
  for (;;)
    answer(nextCommand());
}
void serve();

int main() {
  std::thread(serveDebug).detach();
  serve();
}

// Fine: whoever emits starts nothing, and the one consumer is joined.

class Metrics {
public:
  Metrics() : Consumer([this] { consume(); }) {}
  ~Metrics() {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Closed = true;
    }
    Filled.notify_one();
    Consumer.join();
  }

  /// False if there is no room: the event is dropped.
  bool emit(int Event) {
    std::lock_guard<std::mutex> Lock(Guard);
    if (Events.size() == 16)
      return false;
    Events.push_back(Event);
    Filled.notify_one();
    return true;
  }

private:
  void consume() noexcept;

  std::mutex Guard;
  std::condition_variable Filled;
  std::vector<int> Events;
  bool Closed = false;
  std::thread Consumer;
};

void requestDone(Metrics &To) { To.emit(1); }

// Fine: the test joins what it starts before it ends.

void produce(int &) noexcept;

TEST(Queue, HoldsWhatAThreadPuts) {
  int Value = 0;
  std::thread Producer([&Value]() noexcept { produce(Value); });
  Producer.join();
  EXPECT_TRUE(Value == 1);
}

// Fine: the caller gets the thread, and with it the duty to wait.

std::thread startLogger() { return std::thread([] { logRequest(Request{"/"}); }); }

void waitForLogger() {
  std::thread Logger = startLogger();
  Logger.join();
}
