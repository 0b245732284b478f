// The same handler, finished by hand: what a fix cannot decide is decided.
#include "service.h"
#include <sc/group.h>

// begin handler
Response profileHandler(const Request &request) {
  if (request.id.empty())
    return {400, "missing id"};

  std::string user;
  std::vector<std::string> posts;
  sc::group tasks(sc::timeout{request.patience}, sc::parent{request.clientGone});

  tasks.go([&](sc::stop_token stop) { user = fetchUser(request.id, stop); });
  tasks.go([&](sc::stop_token stop) { posts = fetchPosts(request.id, stop); });

  try {
    tasks.wait();
  } catch (const sc::deadline_exceeded &) {
    return {504, "too late"};
  } catch (const std::exception &error) {
    return {500, error.what()};
  }
  if (tasks.cause())
    return {499, "the client has gone"};
  return {200, toJson(user, posts)};
}
// end handler
