// Each thread owns the letter that it delivers: captures that cannot be copied.
// fixes: 1 safe
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

struct Letter {
  std::string to, text;
};

static std::vector<std::string> deliver(std::vector<std::unique_ptr<Letter>> letters) {
  std::vector<std::string> boxes(letters.size());
  std::vector<std::thread> postmen;
  for (std::size_t i = 0; i < letters.size(); ++i)
    postmen.emplace_back([letter = std::move(letters[i]), &box = boxes[i]] {
      box = letter->to + ": " + letter->text;
    });
  for (auto &postman : postmen)
    postman.join();
  return boxes;
}

int main() {
  std::vector<std::unique_ptr<Letter>> letters;
  letters.push_back(std::unique_ptr<Letter>(new Letter{"ann", "hello"}));
  letters.push_back(std::unique_ptr<Letter>(new Letter{"bob", "good bye"}));
  const std::vector<std::string> boxes = deliver(std::move(letters));
  if (boxes != std::vector<std::string>{"ann: hello", "bob: good bye"}) {
    std::cerr << "a letter is lost\n";
    return 1;
  }
  return 0;
}
