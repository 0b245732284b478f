// Parses numbers on threads; what is thrown is caught where it is thrown.
// fixes: 1 safe
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

static int parse(const std::string &text) {
  if (text.empty())
    throw std::invalid_argument("empty");
  int number = 0;
  for (char digit : text) {
    if (digit < '0' || digit > '9')
      throw std::invalid_argument(text);
    number = number * 10 + (digit - '0');
  }
  return number;
}

int main() {
  const std::vector<std::string> texts = {"12", "x7", "", "900"};
  std::vector<int> numbers(texts.size(), 0);
  std::vector<std::thread> parsers;
  for (std::size_t i = 0; i < texts.size(); ++i)
    parsers.emplace_back([&, i] {
      try {
        numbers[i] = parse(texts[i]);
      } catch (const std::invalid_argument &) {
        numbers[i] = -1;
      }
    });
  for (auto &parser : parsers)
    parser.join();
  if (numbers != std::vector<int>{12, -1, -1, 900}) {
    std::cerr << "parsed wrongly\n";
    return 1;
  }
  return 0;
}
