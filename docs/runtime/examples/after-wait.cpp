// A group that was waited for is closed, until it is opened again.
#include <cstdio>
#include <sc/group.h>

// begin main
int main() {
  int done = 0;
  sc::group tasks;
  tasks.go([&] { done = 1; });
  tasks.wait();
  std::printf("first batch: %d\n", done);
  try {
    tasks.go([&] { done = 2; });
  } catch (const sc::group_closed& e) {
    std::printf("go: %s\n", e.what());
  }
  tasks.reset();
  tasks.go([&] { done = 2; });
  tasks.wait();
  std::printf("second batch: %d\n", done);
}
// end main
