// Fetches all pages at a time; the first error stops the other fetches.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

int fetch(const std::string& url, const sc::stop_token& stop) {
  if (url == "missing") throw std::runtime_error("missing: no such host");
  if (url == "slow" && !sc::sleep_for(std::chrono::hours(1), stop)) throw sc::cancelled();
  return 200;
}

// begin fetch all
std::vector<int> fetch_all(const std::vector<std::string>& urls) {
  std::vector<int> statuses(urls.size());
  sc::group fetches;
  for (std::size_t i = 0; i < urls.size(); ++i)
    fetches.go([&, i](const sc::stop_token& stop) { statuses[i] = fetch(urls[i], stop); });
  fetches.wait();
  return statuses;
}
// end fetch all

void show(const std::vector<std::string>& urls) {
  try {
    for (const int status : fetch_all(urls)) std::printf("%d\n", status);
  } catch (const std::exception& e) {
    std::printf("%s\n", e.what());
  }
}

}  // namespace

int main() {
  show({"one", "two", "three"});
  show({"slow", "slow", "missing"});
}
