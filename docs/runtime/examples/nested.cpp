// Tasks that start tasks: in their own group, and in a group of a task's own.
#include <atomic>
#include <cstdio>
#include <sc/group.h>
#include <sc/map.h>
#include <vector>

namespace {

struct folder {
  int bytes = 0;
  std::vector<folder> folders;
};

// begin same group
void add_up(sc::group& tasks, const folder& here, std::atomic<int>& sum) {
  sum += here.bytes;
  for (const folder& below : here.folders)
    tasks.go([&tasks, &below, &sum] { add_up(tasks, below, sum); });
}

int size_in_one_group(const folder& root) {
  std::atomic<int> sum{0};
  sc::group tasks;
  tasks.go([&] { add_up(tasks, root, sum); });
  tasks.wait();  // Also for the tasks that tasks start meanwhile.
  return sum;
}
// end same group

// begin own group
int size_by_groups(const folder& here) {
  int sum = here.bytes;
  for (const int below : sc::map(here.folders, size_by_groups)) sum += below;
  return sum;
}
// end own group

}  // namespace

int main() {
  const folder root = {1, {{20, {}}, {300, {{4000, {}}, {50000, {}}}}}};
  std::printf("in one group: %d\n", size_in_one_group(root));
  std::printf("a group for each folder: %d\n", size_by_groups(root));
}
