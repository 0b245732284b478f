// Multiplies a matrix with a vector; the threads are assigned and joined by index.
// fixes: 1 safe
#include <iostream>
#include <thread>
#include <vector>

static const int Rows = 6;
static const int Columns = 5;

static void multiplyRow(const int *row, const std::vector<int> &with, int &result) {
  result = 0;
  for (int column = 0; column < Columns; ++column)
    result += row[column] * with[column];
}

int main() {
  int matrix[Rows][Columns];
  for (int row = 0; row < Rows; ++row)
    for (int column = 0; column < Columns; ++column)
      matrix[row][column] = row * 10 + column;
  const std::vector<int> with = {1, 0, 2, 0, 3};
  std::vector<int> product(Rows, -1);

  std::vector<std::thread> workers(Rows);
  for (int row = 0; row < Rows; ++row)
    workers[row] = std::thread([&, row] { multiplyRow(matrix[row], with, product[row]); });
  for (int row = 0; row < Rows; ++row)
    workers[row].join();

  for (int row = 0; row < Rows; ++row)
    if (product[row] != 60 * row + 16) {
      std::cerr << "row " << row << " is " << product[row] << "\n";
      return 1;
    }
  return 0;
}
