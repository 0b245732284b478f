// Two loads in one group: wait() returns when both have ended.
#include <cstdio>
#include <sc/group.h>
#include <stdexcept>
#include <string>

namespace {

std::string fetch_user(int id) {
  if (id != 1) throw std::runtime_error("there is no user " + std::to_string(id));
  return "Ada";
}
int fetch_posts(int) { return 3; }

struct profile {
  std::string user;
  int posts = 0;
};

// begin load
profile load(int id) {
  profile loaded;
  sc::group loads;
  loads.go([&] { loaded.posts = fetch_posts(id); });
  loads.go([&] { loaded.user = fetch_user(id); });
  loads.wait();  // Both have ended here, and what one of them threw comes out here.
  return loaded;
}
// end load

void show(int id) {
  try {
    const profile loaded = load(id);
    std::printf("%s has %d posts\n", loaded.user.c_str(), loaded.posts);
  } catch (const std::exception& e) {
    std::printf("no profile: %s\n", e.what());
  }
}

}  // namespace

int main() {
  show(1);
  show(7);
}
