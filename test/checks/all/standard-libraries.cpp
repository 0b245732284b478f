// The checks know the real libraries, in each standard, as they know the stand-ins of the other tests.
// RUN: %check_structured -std=c++11,c++26 %s structured-* %t -- -- -stdlib=libstdc++
// RUN: %check_structured -std=c++11,c++26 %s structured-* %t -- -- -stdlib=libc++ -Wno-deprecated-declarations

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

void use(int);
int load(const std::string &);

void detached() {
  std::thread([] { use(1); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void detachedOnTheHeap() {
  std::unique_ptr<std::thread> Worker(new std::thread([] { use(1); }));
  Worker->detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing waits for this detached thread
}

void discarded() {
  std::async(std::launch::async, [] { use(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends
  // CHECK-FIXES: {{^}}  std::async(std::launch::async, [] { use(1); }).wait();
}

void unobserved() {
  std::vector<std::future<int>> Loading;
  for (int I = 0; I < 3; ++I)
    Loading.push_back(std::async(std::launch::async, load, std::to_string(I)));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: nothing looks at the errors that the futures in 'Loading' may carry
  for (auto &Each : Loading)
    Each.wait();
}

void lostInACallback() {
  std::function<void()> Save = [] { return std::async(std::launch::async, [] { use(1); }); };
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: what this lambda returns is dropped by 'std::function<void ()>'
  Save();
}

bool unjoined(int Count) {
  std::thread Worker([] { use(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path out of its scope
  if (Count == 0)
    return false;
  Worker.join();
  return true;
}

class Server {
public:
  void start() { Workers.emplace_back([] { use(1); }); }
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the threads in 'Workers' may be running when their 'Server' is destroyed

private:
  std::vector<std::thread> Workers;
};

std::vector<std::future<void>> Pending;
void escaping() {
  int Local = 1;
  Pending.push_back(std::async(std::launch::async, [&] { use(Local); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: this work may outlive 'Local', which it holds
}

void lostException() {
  std::thread Worker([] { throw std::runtime_error("no"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: nothing in this thread catches what is thrown here
  Worker.join();
}

class Sampler {
public:
  Sampler() : Worker([this] { run(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this work uses 'Mutex', which the object makes only after it has started the work
  ~Sampler() { Worker.join(); }

private:
  void run() { std::lock_guard<std::mutex> Lock(Mutex); }
  std::thread Worker;
  std::mutex Mutex;
};

void sleeps() {
  bool Done = false;
  std::thread Worker([&] { Done = true; });
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this sleep hopes that the work that is started here is done by then
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Done'
}

// Owned, and looked at.

int owned() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back([I] { use(I); });
  std::future<int> Loading = std::async(std::launch::async, load, "a");
  std::packaged_task<int()> Task([] { return 1; });
  std::future<int> Result = Task.get_future();
  std::thread Runner(std::move(Task));
  for (std::thread &Each : Workers)
    Each.join();
  Runner.join();
  return Loading.get() + Result.get();
}

void counted(int Count) {
  std::atomic<int> Done(0);
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      use(1);
      ++Done;
    });
  while (Done != Count)
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this waits by hand until 'Done' says that all work that is started here is done
  for (auto &Worker : Workers)
    Worker.join();
}

void errorKept(int Count) {
  std::mutex Guard;
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        use(1);
      } catch (...) {
        std::lock_guard<std::mutex> Lock(Guard);
        if (First == nullptr)
          First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand from work that is started here
}
