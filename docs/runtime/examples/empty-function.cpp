// A task that is an empty function is refused where it is started.
#include <cstdio>
#include <functional>
#include <sc/group.h>
#include <stdexcept>

int main() {
  sc::group tasks;
  const std::function<void()> nothing;
  try {
    tasks.go(nothing);
  } catch (const std::invalid_argument& e) {
    std::printf("go: %s\n", e.what());
  }
  tasks.go([] { std::puts("the group is as it was"); });
  tasks.wait();
}
