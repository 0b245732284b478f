// A handler that fetches a user and the posts, for a client that may go away.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

struct request {
  std::string id;
  sc::stop_token client_gone;
  std::chrono::milliseconds patience;
};
struct response {
  int status;
  std::string body;
};

std::string fetch_user(const std::string& id) {
  if (id == "7") throw std::runtime_error("there is no user 7");
  return "Ada";
}

// The posts of user 2 take an hour.
std::vector<std::string> fetch_posts(const sc::stop_token& stop, const std::string& id) {
  if (id == "2" && !sc::sleep_for(1h, stop)) throw sc::cancelled();
  return {"on engines", "on weaving"};
}

std::string to_json(const std::string& user, const std::vector<std::string>& posts) {
  std::string text = "{\"user\":\"" + user + "\",\"posts\":[";
  for (const std::string& post : posts)
    text += std::string(&post == &posts.front() ? "" : ",") + "\"" + post + "\"";
  return text + "]}";
}

// begin handler
response profile_handler(const request& from) {
  if (from.id.empty()) return {400, "missing id"};
  sc::group fetches(sc::timeout{from.patience}, sc::parent{from.client_gone});
  auto posts = fetches.spawn(fetch_posts, from.id);
  auto user = fetches.spawn(fetch_user, from.id);
  try {
    fetches.wait();
  } catch (const sc::deadline_exceeded&) {
    return {504, "too late"};
  } catch (const std::exception& e) {
    return {500, e.what()};
  }
  if (fetches.cause()) return {499, "the client has gone"};
  return {200, to_json(user.get(), posts.get())};
}
// end handler

void show(const request& from) {
  const response to = profile_handler(from);
  std::printf("%d %s\n", to.status, to.body.c_str());
}

}  // namespace

int main() {
  show({"1", {}, 3s});
  show({"", {}, 3s});
  show({"7", {}, 3s});
  show({"2", {}, 10ms});
  const sc::stop_source client;
  client.request_stop();
  show({"2", client.get_token(), 3s});
}
