// Looks words up by std::async and gathers the futures: structured already, if by hand.
// fixes: 1 review
#include <future>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

static std::size_t lengthOf(const std::string &word) {
  if (word.empty())
    throw std::invalid_argument("an empty word");
  return word.size();
}

static std::size_t totalLength(const std::vector<std::string> &words) {
  std::vector<std::future<std::size_t>> lengths;
  for (const std::string &word : words)
    lengths.push_back(std::async(std::launch::async, lengthOf, word));
  std::size_t total = 0;
  for (auto &length : lengths)
    total += length.get();
  return total;
}

int main() {
  if (totalLength({"a", "bcd", "ef"}) != 6)
    return 1;
  try {
    totalLength({"a", "", "ef"});
  } catch (const std::invalid_argument &) {
    return 0;
  }
  std::cerr << "no error\n";
  return 1;
}
