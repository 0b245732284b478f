// One fan-out written four ways, from the most by hand to the least.
#include <chrono>
#include <cstdio>
#include <exception>
#include <future>
#include <sc/group.h>
#include <sc/join.h>
#include <sc/sleep.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace {

using namespace std::chrono_literals;

std::string fetch_user(int id) {
  if (id != 1) throw std::runtime_error("there is no user " + std::to_string(id));
  return "Ada";
}
int fetch_posts(int) { return 3; }

// The posts of somebody unknown take an hour to look for, if nobody says stop.
int fetch_posts_or_stop(const sc::stop_token& stop, int id) {
  if (id != 1 && !sc::sleep_for(1h, stop)) throw sc::cancelled();
  return fetch_posts(id);
}

using profile = std::pair<std::string, int>;

// begin promises
profile by_promises(int id) {
  std::promise<std::string> user;
  std::promise<int> posts;
  auto user_fetched = user.get_future();
  auto posts_fetched = posts.get_future();
  std::thread first([&] {
    try {
      user.set_value(fetch_user(id));
    } catch (...) {
      user.set_exception(std::current_exception());
    }
  });
  std::thread second([&] {
    try {
      posts.set_value(fetch_posts(id));
    } catch (...) {
      posts.set_exception(std::current_exception());
    }
  });
  first.join();
  second.join();
  return {user_fetched.get(), posts_fetched.get()};
}
// end promises

// begin futures
profile by_futures(int id) {
  auto user = std::async(std::launch::async, fetch_user, id);
  auto posts = std::async(std::launch::async, fetch_posts, id);
  std::string name = user.get();  // Throws while the posts are being fetched: ~future waits.
  return {std::move(name), posts.get()};
}
// end futures

// begin group
profile by_group(int id) {
  sc::group fetches;
  auto posts = fetches.spawn(fetch_posts, id);
  auto user = fetches.spawn(fetch_user, id);
  fetches.wait();
  return {user.get(), posts.get()};
}
// end group

// begin tokens
profile by_group_with_tokens(int id) {
  auto [posts, user] = sc::join([&](sc::stop_token stop) { return fetch_posts_or_stop(stop, id); },
                                [&] { return fetch_user(id); });
  return {user, posts};
}
// end tokens

template <class Load>
void show(const char* how, Load load) {
  for (const int id : {1, 7}) {
    try {
      const profile loaded = load(id);
      std::printf("%s: %s has %d posts\n", how, loaded.first.c_str(), loaded.second);
    } catch (const std::exception& e) {
      std::printf("%s: %s\n", how, e.what());
    }
  }
}

}  // namespace

int main() {
  show("promises", by_promises);
  show("futures", by_futures);
  show("a group", by_group);
  show("a group with tokens", by_group_with_tokens);
}
