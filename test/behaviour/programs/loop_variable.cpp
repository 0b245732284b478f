// Each thread squares its number; but all see the loop variable, which runs on.
// fixes: 1 safe, 1 review
// before: races
#include <array>
#include <atomic>
#include <iostream>
#include <thread>
#include <vector>

static const int Count = 5;

int main() {
  std::array<std::atomic<int>, Count + 1> squares = {};
  std::vector<std::thread> threads;
  for (int number = 0; number < Count; ++number)
    threads.emplace_back([&] { squares[number] = number * number; });
  for (auto &thread : threads)
    thread.join();
  for (int number = 0; number < Count; ++number)
    if (squares[number] != number * number) {
      std::cerr << number << " squared is " << squares[number] << "\n";
      return 1;
    }
  return 0;
}
