// Where tasks run: on the pool for what computes, on a thread of its own for what blocks.
#include <cstdio>
#include <numeric>
#include <sc/cpu.h>
#include <sc/group.h>
#include <vector>

namespace {

using iterator = std::vector<int>::const_iterator;

// begin sum
long sum(iterator first, iterator last) {
  if (last - first < 1000) return std::accumulate(first, last, 0L);
  const iterator middle = first + (last - first) / 2;
  sc::group halves(sc::cpu);
  auto left = halves.spawn(sum, first, middle);
  auto right = halves.spawn(sum, middle, last);
  halves.wait();
  return left.get() + right.get();
}
// end sum

}  // namespace

// begin main
int main() {
  const std::vector<int> numbers(100000, 3);
  long total = 0;
  int key = 0;
  sc::group tasks;
  tasks.go(sc::cpu, [&] { total = sum(numbers.begin(), numbers.end()); });
  tasks.go([&] { key = std::getchar(); });  // Blocks: not on the pool.
  tasks.wait();
  std::printf("total %ld, key %s\n", total, key == EOF ? "none" : "some");
}
// end main
