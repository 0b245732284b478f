// Detached threads that count down by hand, so that their starter can wait for the last.
// fixes: none
#include <condition_variable>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

struct Countdown {
  std::mutex lock;
  std::condition_variable changed;
  int left = 0;
};

static std::vector<int> doubled(const std::vector<int> &numbers) {
  auto state = std::make_shared<Countdown>();
  auto results = std::make_shared<std::vector<int>>(numbers.size());
  state->left = static_cast<int>(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const int number = numbers[i];
    std::thread([state, results, number, i] {
      (*results)[i] = 2 * number;
      std::lock_guard<std::mutex> hold(state->lock);
      if (--state->left == 0)
        state->changed.notify_all();
    }).detach();
  }
  std::unique_lock<std::mutex> hold(state->lock);
  state->changed.wait(hold, [&] { return state->left == 0; });
  return *results;
}

int main() {
  if (doubled({1, -2, 30}) != std::vector<int>{2, -4, 60}) {
    std::cerr << "not doubled\n";
    return 1;
  }
  return doubled({}).empty() ? 0 : 1;
}
