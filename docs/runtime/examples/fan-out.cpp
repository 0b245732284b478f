// A task for each element of a range, the results in the order of the elements.
#include <cstdio>
#include <sc/group.h>
#include <sc/map.h>
#include <string>
#include <vector>

namespace {

std::size_t measure(const std::string& word) { return word.size(); }

// begin by hand
std::vector<std::size_t> measure_all(const std::vector<std::string>& words) {
  std::vector<std::size_t> sizes(words.size());
  sc::group tasks;
  for (std::size_t i = 0; i < words.size(); ++i)
    tasks.go([&, i] { sizes[i] = measure(words[i]); });  // i by copy: the loop goes on.
  tasks.wait();
  return sizes;
}
// end by hand

void show(const std::vector<std::size_t>& sizes) {
  for (const std::size_t size : sizes) std::printf("%zu\n", size);
}

}  // namespace

int main() {
  const std::vector<std::string> words = {"who", "waits", "for", "this"};
  show(measure_all(words));
  // begin map
  const std::vector<std::size_t> sizes = sc::map(words, measure);
  // end map
  show(sizes);
}
