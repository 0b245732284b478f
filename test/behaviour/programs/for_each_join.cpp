// Checks documents against a word; std::for_each joins the threads.
// fixes: 1 safe
#include <algorithm>
#include <atomic>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

static int documentsWith(const std::string &word, const std::vector<std::string> &documents) {
  std::atomic<int> hits(0);
  std::vector<std::thread> readers;
  for (const std::string &document : documents)
    readers.emplace_back([&word, &document, &hits] {
      if (document.find(word) != std::string::npos)
        ++hits;
    });
  std::for_each(readers.begin(), readers.end(), std::mem_fn(&std::thread::join));
  return hits;
}

int main() {
  const std::vector<std::string> documents = {"the quick brown fox", "a lazy dog", "the end"};
  const int hits = documentsWith("the", documents);
  if (hits != 2) {
    std::cerr << hits << " documents\n";
    return 1;
  }
  return documentsWith("cat", documents) == 0 ? 0 : 1;
}
