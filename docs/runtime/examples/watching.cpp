// What runs, as a tree and as numbers.
#include <chrono>
#include <cstdio>
#include <future>
#include <sc/dump.h>
#include <sc/group.h>
#include <sc/stats.h>
#include <sc/virtual_clock.h>
#include <sstream>
#include <string>

namespace {

using namespace std::chrono_literals;

// Without folders, so that the program prints the same wherever it is.
std::string without_folders(std::string text) {
  for (std::size_t end = 0; (end = text.find("/watching.cpp")) != text.npos;) {
    const std::size_t begin = text.rfind(' ', end) + 1;
    text.erase(begin, end + 1 - begin);
  }
  return text;
}

// begin look
void look() {
  std::ostringstream tree;
  sc::dump(tree);
  std::fputs(without_folders(tree.str()).c_str(), stdout);
  const sc::counts now = sc::stats();
  std::printf("%zu groups: %zu tasks run, %zu wait\n", now.groups, now.running, now.queued);
}
// end look

}  // namespace

// begin main
int main() {
  sc::virtual_clock clock;  // For the ages.
  std::promise<void> begun, over;
  const auto save = [&] {
    sc::group parts;
    parts.go([&] {
      begun.set_value();
      over.get_future().wait();
    });
    parts.wait();
  };
  sc::group saves(sc::name{"saves"}, sc::limit{1});
  saves.go(save);
  saves.go([] {});
  begun.get_future().wait();
  clock.advance(12s);
  look();
  over.set_value();
  saves.wait();
  look();
}
// end main
