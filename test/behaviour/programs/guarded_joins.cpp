// Counts the primes below a limit in slices, and joins with a guard.
// fixes: 1 safe
#include <atomic>
#include <iostream>
#include <thread>
#include <vector>

static bool isPrime(int number) {
  for (int divisor = 2; divisor * divisor <= number; ++divisor)
    if (number % divisor == 0)
      return false;
  return number > 1;
}

static int countPrimes(int limit, int slices) {
  std::atomic<int> primes(0);
  std::vector<std::thread> workers;
  workers.reserve(slices);
  for (int slice = 0; slice < slices; ++slice)
    workers.push_back(std::thread([&primes, limit, slices, slice]() noexcept {
      for (int number = slice; number < limit; number += slices)
        if (isPrime(number))
          ++primes;
    }));
  for (auto &worker : workers) {
    if (worker.joinable())
      worker.join();
  }
  return primes;
}

int main() {
  const int found = countPrimes(1000, 4);
  if (found != 168) {
    std::cerr << "found " << found << " primes\n";
    return 1;
  }
  return countPrimes(0, 2) == 0 ? 0 : 1;
}
