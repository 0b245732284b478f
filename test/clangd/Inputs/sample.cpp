// Code of many shapes, for the test that cuts it off in the middle.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

int answer();
void use(const std::string &Text);

void detached(int Steps, const std::string &Text) {
  std::thread Worker([&, Copy = Text] { use(Copy), ++Steps; });
  Worker.detach();
  std::thread(use, std::cref(Text)).detach();
}

bool unjoined(bool Early) {
  std::thread Worker(answer);
  if (Early)
    return false;
  Worker.join();
  return true;
}

void futures() {
  std::async(std::launch::async, answer);
  (void)std::async(answer);
  auto Kept = std::async(std::launch::async, [] { return answer(); });
  std::packaged_task<int()> Task(answer);
  std::future<int> Result = Task.get_future();
  std::thread(std::move(Task)).detach();
  std::promise<int> Promise;
  std::function<void()> Callback = [] { return std::async(answer).get(); };
}

class Service {
public:
  Service() : Worker([this] { loop(); }) {}
  ~Service() {
    Stop = true;
    if (Worker.joinable())
      Worker.join();
  }
  void poll() {
    while (Running.load() > 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }

private:
  void loop() {
    while (!Stop)
      try {
        answer();
      } catch (...) {
      }
  }
  std::thread Worker;
  std::atomic<bool> Stop{false};
  std::atomic<int> Running{0};
};

template <class Item, class Function> void each(const std::vector<Item> &Items, Function Do) {
  std::vector<std::thread> Workers;
  for (const auto &Item : Items)
    Workers.emplace_back([&] { Do(Item); });
  for (auto &Worker : Workers)
    Worker.join();
}

void manual(std::vector<std::string> &Items) {
  std::mutex Lock;
  std::condition_variable Done;
  std::size_t Left = Items.size();
  for (std::size_t I = 0; I != Items.size(); ++I)
    std::thread([&, I] {
      use(Items[I]);
      std::lock_guard<std::mutex> Guard(Lock);
      if (--Left == 0)
        Done.notify_one();
    }).detach();
  std::unique_lock<std::mutex> Guard(Lock);
  Done.wait(Guard, [&] { return Left == 0; });
  each(Items, [](const std::string &Item) { use(Item); });
}

#define START(WORK) std::thread([=] { WORK; }).detach()

int main() {
  START(answer());
  auto Owned = std::make_unique<std::thread>(answer);
  Owned->join();
  Service Daemon;
  Daemon.poll();
}
