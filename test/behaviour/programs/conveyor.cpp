// A producer and a consumer, with a queue and a condition variable between them.
// fixes: 1 safe
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <queue>
#include <thread>

class Belt {
public:
  void put(int part) {
    std::lock_guard<std::mutex> hold(lock);
    parts.push(part);
    changed.notify_one();
  }

  int take() {
    std::unique_lock<std::mutex> hold(lock);
    changed.wait(hold, [this] { return !parts.empty(); });
    const int part = parts.front();
    parts.pop();
    return part;
  }

private:
  std::mutex lock;
  std::condition_variable changed;
  std::queue<int> parts;
};

static const int Last = -1;

int main() {
  Belt belt;
  long weight = 0;
  std::thread maker([&belt] {
    for (int part = 1; part <= 100; ++part)
      belt.put(part);
    belt.put(Last);
  });
  std::thread packer([&belt, &weight] {
    for (int part = belt.take(); part != Last; part = belt.take())
      weight += part;
  });
  maker.join();
  packer.join();
  if (weight != 5050) {
    std::cerr << "weight " << weight << "\n";
    return 1;
  }
  return 0;
}
