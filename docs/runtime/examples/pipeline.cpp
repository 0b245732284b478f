// A producer and a consumer in one group, with a channel between them.
#include <cstdio>
#include <sc/channel.h>
#include <sc/group.h>
#include <stdexcept>
#include <utility>

namespace {

// begin pipeline
void run(int count) {
  auto [sender, receiver] = sc::channel<int>(2);
  sc::group stages;
  stages.go([count, sender = std::move(sender)] {
    for (int item = 1; item <= count; ++item) {
      if (!sender.send(item)) {
        std::puts("producer: nobody wants more");
        return;
      }
    }
  });
  stages.go([receiver = std::move(receiver)] {
    for (const int item : receiver) {
      if (item == 4) throw std::runtime_error("consumer: 4 is too many");
      std::printf("consumed %d\n", item);
    }
  });
  stages.wait();
}
// end pipeline

}  // namespace

int main() {
  run(2);
  try {
    run(1000);
  } catch (const std::exception& e) {
    std::puts(e.what());
  }
}
