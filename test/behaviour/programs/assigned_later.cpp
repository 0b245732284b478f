// Three threads that are declared first and get their work later.
// fixes: 1 safe
#include <iostream>
#include <thread>

struct Statistics {
  int smallest, largest, sum;
};

static Statistics measure(const int *numbers, int count) {
  Statistics result = {numbers[0], numbers[0], 0};
  std::thread lowest;
  std::thread highest;
  std::thread adder;
  lowest = std::thread([&] {
    for (int i = 1; i < count; ++i)
      if (numbers[i] < result.smallest)
        result.smallest = numbers[i];
  });
  highest = std::thread([&] {
    for (int i = 1; i < count; ++i)
      if (numbers[i] > result.largest)
        result.largest = numbers[i];
  });
  adder = std::thread([&] {
    for (int i = 0; i < count; ++i)
      result.sum += numbers[i];
  });
  lowest.join();
  highest.join();
  adder.join();
  return result;
}

int main() {
  const int numbers[] = {4, -7, 12, 0, 3};
  const Statistics found = measure(numbers, 5);
  if (found.smallest != -7 || found.largest != 12 || found.sum != 12) {
    std::cerr << found.smallest << ' ' << found.largest << ' ' << found.sum << "\n";
    return 1;
  }
  return 0;
}
