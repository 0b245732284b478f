// Three pages fetched at a time, each into a place of its own, in two seconds at most.
#include <chrono>
#include <cstdio>
#include <map>
#include <sc/group.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

// Stands for a network, so that the program prints the same each time.
int fetch(const std::string& url, const sc::stop_token& stop) {
  static const std::map<std::string, int> network = {
      {"https://example.com", 200}, {"https://example.org", 301}, {"https://example.net", 200}};
  if (stop.stop_requested()) throw sc::cancelled();
  const auto page = network.find(url);
  if (page == network.end()) throw std::runtime_error(url + ": no such host");
  return page->second;
}

}  // namespace

int main() {
  const std::vector<std::string> urls = {"https://example.com", "https://example.org",
                                         "https://example.net"};
  std::vector<int> statuses(urls.size());
  sc::group fetches(sc::timeout{2s});
  for (std::size_t i = 0; i < urls.size(); ++i)
    fetches.go([&, i](const sc::stop_token& stop) { statuses[i] = fetch(urls[i], stop); });
  try {
    fetches.wait();
  } catch (const std::exception& e) {
    std::printf("fetch failed: %s\n", e.what());
    return 1;
  }
  for (std::size_t i = 0; i < urls.size(); ++i)
    std::printf("%d %s\n", statuses[i], urls[i].c_str());
}
