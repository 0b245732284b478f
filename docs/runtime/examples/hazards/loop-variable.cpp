#include <string>
#include <vector>
#include <sc/group.h>

void fetch(const std::string& url);

void fetch_all(const std::vector<std::string>& urls) {
  sc::group fetches;
  for (std::string url : urls) fetches.go([&] { fetch(url); });  // Each url dies before its task.
  fetches.wait();
}
