// Threads of a function that takes arguments: copies, and two by std::ref.
// fixes: 1 safe
#include <functional>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

static std::mutex lock;

static void withdraw(int &balance, std::vector<std::string> &log, int amount, std::string who) {
  std::lock_guard<std::mutex> hold(lock);
  balance -= amount;
  log.push_back(who);
}

int main() {
  int balance = 100;
  std::vector<std::string> log;
  const char *names[] = {"ann", "bob", "cid"};
  std::vector<std::thread> customers;
  for (int i = 0; i < 3; ++i)
    customers.push_back(
        std::thread(withdraw, std::ref(balance), std::ref(log), 10 * (i + 1), names[i]));
  for (std::thread &customer : customers)
    customer.join();
  if (balance != 40 || log.size() != 3) {
    std::cerr << "balance " << balance << ", " << log.size() << " entries\n";
    return 1;
  }
  return 0;
}
