// Detached threads that count under a lock when they are done, and a wait until all have.
// fixes: 1 review
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

static std::vector<int> squares(int count) {
  std::vector<int> results(count);
  std::mutex guard;
  std::condition_variable changed;
  int done = 0;
  for (int i = 0; i < count; ++i)
    std::thread([&, i] {
      results[i] = i * i;
      std::lock_guard<std::mutex> lock(guard);
      ++done;
      changed.notify_one();
    }).detach();
  std::unique_lock<std::mutex> lock(guard);
  changed.wait(lock, [&] { return done == count; });
  return results;
}

int main() {
  const std::vector<int> results = squares(20);
  for (int i = 0; i < 20; ++i)
    if (results[i] != i * i) {
      std::cerr << "result " << i << " is missing\n";
      return 1;
    }
  return 0;
}
