// Each task sees its own element. The lines come in any order.
#include <cstdio>
#include <sc/group.h>
#include <string>
#include <vector>

namespace {

void fetch(const std::string& url) { std::printf("%s\n", url.c_str()); }

// begin fetch all
void fetch_all(const std::vector<std::string>& urls) {
  sc::group fetches;
  for (const std::string& url : urls) fetches.go(fetch, url);  // A copy, made here.
  fetches.wait();
}
// end fetch all

}  // namespace

int main() { fetch_all({"https://example.com", "https://example.net", "https://example.org"}); }
