// Keeps what the threads throw in slots, and throws the first again after the joins.
// fixes: 1 safe
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

static int divide(int by) {
  if (by == 0)
    throw std::domain_error("division by zero");
  return 60 / by;
}

static int sumOfQuotients(const std::vector<int> &divisors) {
  std::vector<int> quotients(divisors.size());
  std::vector<std::exception_ptr> errors(divisors.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < divisors.size(); ++i)
    threads.emplace_back([&, i] {
      try {
        quotients[i] = divide(divisors[i]);
      } catch (...) {
        errors[i] = std::current_exception();
      }
    });
  for (auto &thread : threads)
    thread.join();
  int sum = 0;
  for (std::size_t i = 0; i < divisors.size(); ++i) {
    if (errors[i])
      std::rethrow_exception(errors[i]);
    sum += quotients[i];
  }
  return sum;
}

int main() {
  if (sumOfQuotients({1, 2, 3}) != 110)
    return 1;
  try {
    sumOfQuotients({5, 0, 6});
  } catch (const std::domain_error &error) {
    return error.what() == std::string("division by zero") ? 0 : 1;
  }
  std::cerr << "no error\n";
  return 1;
}
