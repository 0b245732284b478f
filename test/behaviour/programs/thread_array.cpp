// Sorts the quarters of an array in an array of threads, then merges them.
// fixes: 1 safe
#include <algorithm>
#include <iostream>
#include <thread>

static const int Parts = 4;
static const int PartSize = 25;
static const int Size = Parts * PartSize;

static void parallelSort(int *numbers) {
  std::thread sorters[Parts];
  for (int part = 0; part < Parts; ++part)
    sorters[part] =
        std::thread([=] { std::sort(numbers + part * PartSize, numbers + (part + 1) * PartSize); });
  for (int part = 0; part < Parts; ++part)
    sorters[part].join();
  for (int sorted = PartSize; sorted < Size; sorted += PartSize)
    std::inplace_merge(numbers, numbers + sorted, numbers + sorted + PartSize);
}

int main() {
  int numbers[Size];
  for (int i = 0; i < Size; ++i)
    numbers[i] = (i * 37) % Size; // Each number once, as 37 and 100 are coprime.
  parallelSort(numbers);
  for (int i = 0; i < Size; ++i)
    if (numbers[i] != i) {
      std::cerr << "numbers[" << i << "] is " << numbers[i] << "\n";
      return 1;
    }
  return 0;
}
