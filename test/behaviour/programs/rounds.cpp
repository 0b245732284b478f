// Heat flows along a rod: in each round, threads are started and joined.
// fixes: 1 safe
#include <iostream>
#include <thread>
#include <vector>

static const int Cells = 8;
static const int Rounds = 6;

int main() {
  std::vector<int> now(Cells, 0);
  std::vector<int> next(Cells, 0);
  now[0] = 1 << 12;
  for (int round = 0; round < Rounds; ++round) {
    std::vector<std::thread> threads;
    for (int cell = 0; cell < Cells; ++cell)
      threads.emplace_back([&now, &next, cell] {
        const int left = now[cell == 0 ? 0 : cell - 1];
        const int right = now[cell == Cells - 1 ? cell : cell + 1];
        next[cell] = (left + right) / 2;
      });
    for (auto &thread : threads)
      thread.join();
    now.swap(next);
  }
  long total = 0;
  for (int heat : now)
    total += heat;
  if (total != 1 << 12 || now[Cells - 1] != 0 || now[6] != 64) {
    std::cerr << "total " << total << ", sixth cell " << now[6] << "\n";
    return 1;
  }
  return 0;
}
