// Searches the two halves of a text at once, by a thread with a name for each.
// fixes: 1 safe
#include <cstddef>
#include <iostream>
#include <string>
#include <thread>

static std::size_t count(const std::string &text, std::size_t from, std::size_t to, char wanted) {
  std::size_t found = 0;
  for (std::size_t i = from; i < to; ++i)
    found += text[i] == wanted;
  return found;
}

static std::size_t parallelCount(const std::string &text, char wanted) {
  const std::size_t middle = text.size() / 2;
  std::size_t left = 0;
  std::size_t right = 0;
  std::thread first([&] { left = count(text, 0, middle, wanted); });
  std::thread second([&] { right = count(text, middle, text.size(), wanted); });
  first.join();
  second.join();
  return left + right;
}

int main() {
  const std::size_t found = parallelCount("mississippi", 's');
  if (found != 4) {
    std::cerr << "found " << found << "\n";
    return 1;
  }
  return parallelCount("", 's') == 0 && parallelCount("s", 's') == 1 ? 0 : 1;
}
