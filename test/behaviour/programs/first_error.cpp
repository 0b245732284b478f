// Keeps the first error of its threads under a lock, and throws it again after the joins.
// fixes: 1 review
#include <exception>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

static int divide(int by) {
  if (by == 0)
    throw std::domain_error("division by zero");
  return 60 / by;
}

static std::vector<int> quotients(const std::vector<int> &divisors) {
  std::vector<int> results(divisors.size());
  std::mutex guard;
  std::exception_ptr first;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < divisors.size(); ++i)
    threads.emplace_back([&, i] {
      try {
        results[i] = divide(divisors[i]);
      } catch (...) {
        std::lock_guard<std::mutex> lock(guard);
        if (!first)
          first = std::current_exception();
      }
    });
  for (auto &thread : threads)
    thread.join();
  if (first)
    std::rethrow_exception(first);
  return results;
}

int main() {
  if (quotients({1, 2, 3}) != std::vector<int>{60, 30, 20})
    return 1;
  try {
    quotients({5, 0, 6});
  } catch (const std::domain_error &error) {
    return error.what() == std::string("division by zero") ? 0 : 1;
  }
  std::cerr << "no error\n";
  return 1;
}
