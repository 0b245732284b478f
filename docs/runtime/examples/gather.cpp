// Three different things at a time, and then all of them together.
#include <cstdio>
#include <sc/join.h>
#include <stdexcept>
#include <string>

namespace {

std::string fetch_user(int) { return "Ada"; }
int fetch_posts(int id) {
  if (id != 1) throw std::runtime_error("the posts are away");
  return 3;
}
double fetch_balance(int) { return 12.5; }

// begin gather
void show(int id) {
  const auto [user, posts, balance] = sc::join([&] { return fetch_user(id); },
                                               [&] { return fetch_posts(id); },
                                               [&] { return fetch_balance(id); });
  std::printf("%s, %d posts, %.2f\n", user.c_str(), posts, balance);
}
// end gather

}  // namespace

int main() {
  try {
    show(1);
    show(2);
  } catch (const std::exception& e) {
    std::printf("%s\n", e.what());
  }
}
