// Turns pictures upside down; the threads are joined by an iterator.
// fixes: 1 safe
#include <algorithm>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

static void turn(std::string *picture) { std::reverse(picture->begin(), picture->end()); }

static void turnAll(std::vector<std::string> &pictures) {
  std::vector<std::thread> threads;
  for (std::vector<std::string>::iterator it = pictures.begin(); it != pictures.end(); ++it) {
    std::string *picture = &*it;
    threads.emplace_back([picture] { turn(picture); });
  }
  for (std::vector<std::thread>::iterator it = threads.begin(); it != threads.end(); ++it)
    it->join();
}

int main() {
  std::vector<std::string> pictures = {"/\\", "abc", "", "x"};
  turnAll(pictures);
  if (pictures != std::vector<std::string>{"\\/", "cba", "", "x"}) {
    std::cerr << "a picture is not turned\n";
    return 1;
  }
  turnAll(pictures);
  return pictures[1] == "abc" ? 0 : 1;
}
