// A program for C++14, in which the runtime cannot be used: it is left as it is.
// standard: c++14
// fixes: none
#include <iostream>
#include <thread>
#include <vector>

int main() {
  std::vector<int> cubes(4, -1);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&cubes, i] { cubes[i] = i * i * i; });
  for (auto &thread : threads)
    thread.join();
  if (cubes != std::vector<int>{0, 1, 8, 27}) {
    std::cerr << "wrong cubes\n";
    return 1;
  }
  return 0;
}
