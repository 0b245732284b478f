// A function that starts its threads in its caller's vector, and joins them there.
// fixes: 1 review
#include <iostream>
#include <string>
#include <thread>
#include <vector>

static void shout(std::vector<std::thread> &threads, std::vector<std::string> &words) {
  for (std::string &word : words) {
    std::string *const mine = &word;
    threads.emplace_back([mine] {
      for (char &letter : *mine)
        if (letter >= 'a' && letter <= 'z')
          letter = static_cast<char>(letter - 'a' + 'A');
    });
  }
  for (std::thread &thread : threads)
    thread.join();
}

int main() {
  std::vector<std::string> words = {"fire", "", "Run 4 it"};
  std::vector<std::thread> threads;
  shout(threads, words);
  if (words != std::vector<std::string>{"FIRE", "", "RUN 4 IT"}) {
    std::cerr << "not loud enough\n";
    return 1;
  }
  return 0;
}
