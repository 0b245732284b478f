// The same two fetches, without and with a token.
#include <chrono>
#include <cstdio>
#include <sc/group.h>
#include <sc/sleep.h>
#include <stdexcept>

namespace {

void get_a() { throw std::runtime_error("a is away"); }
void get_b() { std::puts("b: fetched, for nobody"); }
void get_b_or_stop(const sc::stop_token& stop) {
  const bool waited = sc::sleep_for(std::chrono::hours(1), stop);
  std::puts(waited ? "b: fetched, for nobody" : "b: stopped");
}

// begin fetch two
template <class B>
void fetch_two(B b) {
  sc::group fetches;
  fetches.go(b);
  fetches.go(get_a);
  try {
    fetches.wait();
  } catch (const std::exception& e) {
    std::printf("fetch_two: %s\n", e.what());
  }
}
// end fetch two

}  // namespace

int main() {
  fetch_two(get_b);
  fetch_two(get_b_or_stop);
}
