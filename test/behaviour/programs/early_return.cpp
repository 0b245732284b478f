// A journey that is refused after its thread has started: that thread is lost.
// fixes: 1 review
// only after: refused
#include <iostream>
#include <string>
#include <thread>

struct Order {
  std::string from, to;
  int price;
};

static bool isKnown(const std::string &town) { return town == "Ulm" || town == "Rome"; }

static bool book(Order &order) {
  std::thread pricing([&order] { order.price = static_cast<int>(order.from.size()) * 10; });
  if (!isKnown(order.to))
    return false;
  pricing.join();
  return order.price > 0;
}

int main(int argc, char **) {
  Order order = {"Ulm", argc > 1 ? "Atlantis" : "Rome", 0};
  const bool expected = argc == 1;
  if (book(order) != expected) {
    std::cerr << "the order for " << order.to << " went wrong\n";
    return 1;
  }
  return order.price == 30 ? 0 : 1;
}
