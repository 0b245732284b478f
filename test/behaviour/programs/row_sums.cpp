// Sums the rows of a table, a thread for each row.
// fixes: 1 safe
#include <cstddef>
#include <iostream>
#include <numeric>
#include <thread>
#include <vector>

typedef std::vector<std::vector<int>> Table;

static std::vector<int> rowSums(const Table &table) {
  std::vector<int> sums(table.size());
  std::vector<std::thread> threads;
  for (std::size_t row = 0; row < table.size(); ++row)
    threads.emplace_back([&table, &sums, row] {
      sums[row] = std::accumulate(table[row].begin(), table[row].end(), 0);
    });
  for (std::thread &thread : threads)
    thread.join();
  return sums;
}

int main() {
  const Table table = {{1, 2, 3}, {}, {-4, 4}, {100}};
  const std::vector<int> sums = rowSums(table);
  if (sums != std::vector<int>{6, 0, 0, 100}) {
    std::cerr << "wrong sums\n";
    return 1;
  }
  return rowSums({}).empty() ? 0 : 1;
}
