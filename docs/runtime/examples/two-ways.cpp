// The same load with threads joined by hand, and with a group.
#include <cstdio>
#include <exception>
#include <mutex>
#include <sc/group.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace {

std::string fetch_user(int id) {
  if (id != 1) throw std::runtime_error("there is no user " + std::to_string(id));
  return "Ada";
}
int fetch_posts(int) { return 3; }

using profile = std::pair<std::string, int>;

// begin by hand
profile load_by_hand(int id) {
  profile loaded;
  std::mutex mutex;
  std::exception_ptr first;
  const auto keep_first = [&] {
    const std::lock_guard<std::mutex> lock(mutex);
    if (!first) first = std::current_exception();
  };
  std::thread user([&] {
    try {
      loaded.first = fetch_user(id);
    } catch (...) {
      keep_first();
    }
  });
  std::thread posts([&] {  // If there is no thread to be had, the program ends: user is not joined.
    try {
      loaded.second = fetch_posts(id);
    } catch (...) {
      keep_first();
    }
  });
  user.join();
  posts.join();
  if (first) std::rethrow_exception(first);
  return loaded;
}
// end by hand

// begin with a group
profile load_with_a_group(int id) {
  sc::group loads;
  auto posts = loads.spawn(fetch_posts, id);
  auto user = loads.spawn(fetch_user, id);
  loads.wait();
  return {user.get(), posts.get()};
}
// end with a group

template <class Load>
void show(const char* how, Load load, int id) {
  try {
    const profile loaded = load(id);
    std::printf("%s: %s has %d posts\n", how, loaded.first.c_str(), loaded.second);
  } catch (const std::exception& e) {
    std::printf("%s: %s\n", how, e.what());
  }
}

}  // namespace

int main() {
  for (const int id : {1, 7}) {
    show("by hand", load_by_hand, id);
    show("with a group", load_with_a_group, id);
  }
}
