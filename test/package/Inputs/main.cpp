#include <sc/sc.h>
static_assert(SC_VERSION_NUMBER > 0, "the runtime has a version");

int main() {
  sc::group tasks;
  auto answer = tasks.spawn([] { return 42; });
  tasks.wait();
  return answer.get() == 42 ? 0 : 1;
}
