// A detached thread works on what its starter holds; a promise stands in for the join.
// fixes: 1 review
#include <future>
#include <iostream>
#include <string>
#include <thread>

static int countLines(const std::string &text) {
  int lines = 0;
  for (char letter : text)
    lines += letter == '\n';
  return lines;
}

static int linesOf(const std::string &text) {
  int lines = 0;
  std::promise<void> done;
  std::future<void> ended = done.get_future();
  std::thread reader([&] {
    lines = countLines(text);
    done.set_value();
  });
  reader.detach();
  ended.wait();
  return lines;
}

int main() {
  const int lines = linesOf("one\ntwo\nthree\n");
  if (lines != 3) {
    std::cerr << lines << " lines\n";
    return 1;
  }
  return linesOf("") == 0 ? 0 : 1;
}
