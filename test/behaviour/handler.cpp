// A handler that fetches a user and the posts at once, as its first author wrote it.
#include "service.h"
#include <thread>

// begin handler
Response profileHandler(const Request &request) {
  if (request.id.empty())
    return {400, "missing id"};

  std::string user;
  std::vector<std::string> posts;

  std::thread([&] { user = fetchUser(request.id); }).detach();
  std::thread([&] { posts = fetchPosts(request.id); }).detach();

  std::this_thread::sleep_for(std::chrono::milliseconds(200));

  return {200, toJson(user, posts)};
}
// end handler
