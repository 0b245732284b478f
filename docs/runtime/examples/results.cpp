// Results of tasks, and of those that have none.
#include <cstdio>
#include <sc/group.h>
#include <stdexcept>
#include <string>

// begin results
int main() {
  sc::group tasks;
  sc::task<int> number = tasks.spawn([] { return 42; });
  sc::task<std::string> text = tasks.spawn([](int n) { return std::to_string(n) + " posts"; }, 3);
  sc::task<int> failing = tasks.spawn([]() -> int { throw std::runtime_error("no number"); });
  try {
    std::printf("%d\n", number.get());
  } catch (const sc::not_joined& e) {
    std::printf("too early: %s\n", e.what());
  }
  if (tasks.wait_nothrow() == sc::outcome::failed) {
    std::printf("number: %d\n", number.get());
    std::printf("text: %s\n", text.get().c_str());
    try {
      failing.get();
    } catch (const std::runtime_error& e) {
      std::printf("failing: %s\n", e.what());
    }
  }
}
// end results
