// An object starts its own member function on threads, and waits for them.
// fixes: 1 safe
#include <atomic>
#include <iostream>
#include <thread>
#include <vector>

class Mill {
public:
  explicit Mill(int sacks) : left(sacks), ground(0) {}

  int run(int millers) {
    std::vector<std::thread> threads;
    for (int i = 0; i < millers; ++i)
      threads.push_back(std::thread(&Mill::grind, this));
    for (auto &thread : threads)
      thread.join();
    return ground;
  }

private:
  void grind() {
    while (left.fetch_sub(1) > 0)
      ++ground;
  }

  std::atomic<int> left;
  std::atomic<int> ground;
};

int main() {
  Mill mill(200);
  const int ground = mill.run(3);
  if (ground != 200) {
    std::cerr << ground << " sacks\n";
    return 1;
  }
  return Mill(0).run(2) == 0 ? 0 : 1;
}
