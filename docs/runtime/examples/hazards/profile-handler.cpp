#include <chrono>
#include <string>
#include <thread>
#include <vector>

std::string fetch_user(const std::string& id);
std::vector<std::string> fetch_posts(const std::string& id);
std::string to_json(const std::string& user, const std::vector<std::string>& posts);

std::string profile_handler(const std::string& id) {
  std::string user;
  std::vector<std::string> posts;
  std::thread([&] { user = fetch_user(id); }).detach();
  std::thread([&] { posts = fetch_posts(id); }).detach();
  std::this_thread::sleep_for(std::chrono::seconds(2));
  return to_json(user, posts);
}
