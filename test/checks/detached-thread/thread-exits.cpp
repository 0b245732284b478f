// Who is told when the thread has ended, waits for it as well as by a join.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

int read();

int byAPromise() {
  std::promise<int> Answer;
  std::future<int> Asked = Answer.get_future();
  std::thread([&] { Answer.set_value_at_thread_exit(read()); }).detach();
  return Asked.get();
}

int byATask() {
  std::packaged_task<int()> Task(read);
  std::future<int> Asked = Task.get_future();
  std::thread Worker([&] { Task.make_ready_at_thread_exit(); });
  Worker.detach();
  return Asked.get();
}

void byACondition() {
  std::mutex Guard;
  std::condition_variable Ended;
  bool Done = false;
  std::thread([&] {
    std::unique_lock<std::mutex> Lock(Guard);
    Done = true;
    std::notify_all_at_thread_exit(Ended, std::move(Lock));
  }).detach();
  std::unique_lock<std::mutex> Lock(Guard);
  Ended.wait(Lock, [&] { return Done; });
}

void write(std::promise<void> Written) { Written.set_value_at_thread_exit(); }
std::future<void> byTheCaller() {
  std::promise<void> Written;
  std::future<void> Result = Written.get_future();
  std::thread(write, std::move(Written)).detach();
  return Result;
}

// Told too early, or nobody waits.

int beforeTheEnd() {
  std::promise<int> Answer;
  std::future<int> Asked = Answer.get_future();
  std::thread([&] { Answer.set_value(read()); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: nothing waits for this detached thread, which may outlive 'Answer'
  return Asked.get();
}

void unheard() {
  std::promise<int> Answer;
  std::thread([&] { Answer.set_value_at_thread_exit(read()); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:65: warning: nothing waits for this detached thread, which may outlive 'Answer'
}
