// Events that are counted in the background, and dropped where there are too many.
#include <cstdio>
#include <sc/channel.h>
#include <sc/group.h>
#include <utility>

namespace {

// begin emit
// Never waits: an event that finds no place is dropped.
bool emit(const sc::sender<int>& events, int event) { return events.try_send(event); }
// end emit

}  // namespace

// begin main
int main() {
  auto [events, received] = sc::channel<int>(2);
  for (const int event : {1, 2, 3})
    std::printf("event %d: %s\n", event, emit(events, event) ? "taken" : "dropped");

  sc::group consumer;  // One, for as long as there are events.
  consumer.go([received = std::move(received)] {
    for (const int event : received) std::printf("counted %d\n", event);
  });
  events.close();
  consumer.wait();
}
// end main
