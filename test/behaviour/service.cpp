// Runs the handler in one scenario, and prints what is to be measured, a line each.
#include "service.h"
#include <atomic>
#include <condition_variable>
#include <iostream>
#include <map>
#include <mutex>
#include <stdexcept>

using namespace std::chrono_literals;

namespace {

struct Scenario {
  bool userFails, userWaits, postsWait, clientGoes;
  std::chrono::milliseconds patience;
};

const std::map<std::string, Scenario> scenarios = {
    {"quick", {false, false, false, false, 1h}}, // Both services answer at once.
    {"slow", {false, true, true, false, 1h}},    // Both take longer than the handler expects.
    {"late", {false, true, true, false, 1ms}},   // Both take longer than the client waits.
    {"gone", {false, true, true, true, 1h}},     // The client goes away when both have begun.
    {"fails", {true, false, true, false, 1h}},   // One service fails, the other is slow.
};

Scenario scenario;
// Never destroyed: threads that nobody waits for may use them to the very end.
std::mutex &lock = *new std::mutex;
std::condition_variable_any &changed = *new std::condition_variable_any;
std::stop_source &client = *new std::stop_source;
std::atomic<int> begun{0}, toldToStop{0};

/// A slow service takes two seconds, or until it is told to stop.
bool respond(bool slow, const std::stop_token &stop) {
  const bool areAll = ++begun == 2;
  begun.notify_all();
  if (areAll && scenario.clientGoes)
    client.request_stop();
  std::unique_lock<std::mutex> hold(lock);
  if (slow)
    changed.wait_for(hold, stop, 2s, [] { return false; });
  if (slow && stop.stop_requested()) {
    ++toldToStop;
    return false;
  }
  return true;
}

} // namespace

std::string fetchUser(const std::string &id, std::stop_token stop) {
  if (scenario.userFails) {
    begun.wait(0); // The other service is to be at work then.
    throw std::runtime_error("there is no user " + id);
  }
  return respond(scenario.userWaits, stop) ? "Ada" : "";
}

std::vector<std::string> fetchPosts(const std::string &, std::stop_token stop) {
  if (!respond(scenario.postsWait, stop))
    return {};
  return {"on engines", "on weaving"};
}

std::string toJson(const std::string &user, const std::vector<std::string> &posts) {
  std::string text = "{\"user\":\"" + user + "\",\"posts\":[";
  for (std::size_t i = 0; i < posts.size(); ++i)
    text += (i ? ",\"" : "\"") + posts[i] + "\"";
  return text + "]}";
}

int main(int argc, char **argv) {
  const auto found = scenarios.find(argc > 1 ? argv[1] : "quick");
  if (found == scenarios.end())
    return 2;
  scenario = found->second;
  const Response response = profileHandler({"7", client.get_token(), scenario.patience});
  std::cout << "status " << response.status << "\nbody " << response.body << "\ntold to stop "
            << toldToStop << std::endl;
}
