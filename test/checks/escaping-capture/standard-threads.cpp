// RUN: %check_structured -std=c++20-or-later %s structured-escaping-capture %t

#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

void use(int);

void declaredBefore() {
  std::jthread Worker;
  int Steps = 0;
  Worker = std::jthread([&Steps] { ++Steps; });
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: this work may outlive 'Steps', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  // CHECK-NOTES: :[[@LINE-2]]:27: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Steps' dies here, and nothing has waited for the work
}

void objectDeclaredBefore() {
  std::vector<std::jthread> All;
  std::string Text;
  All.emplace_back([&Text] { use(static_cast<int>(Text.size())); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this work may outlive 'Text', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:22: note: the work holds 'Text' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Text' dies here
}

std::jthread returned() {
  std::string Text;
  return std::jthread([View = std::string_view(Text)] { use(static_cast<int>(View.size())); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this work may outlive 'Text', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'Text' by its address
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Text' dies here
}

void declaredAfter() { // ok: the thread waits when it dies, before the number does.
  int Steps = 0;
  std::jthread Worker([&Steps] { ++Steps; });
}

void containerDeclaredAfter() { // ok: as above.
  int Steps = 0;
  std::vector<std::jthread> All;
  for (int I = 0; I < 3; ++I)
    All.emplace_back([&Steps] { use(Steps); });
}

void stopped() { // ok: joined before.
  std::jthread Worker;
  int Steps = 0;
  Worker = std::jthread([&Steps] { ++Steps; });
  Worker.request_stop();
  Worker.join();
}

std::future<void> task();
auto awaited(std::vector<std::jthread> &All, int Number) { // ok: handed to the caller by value.
  All.emplace_back([Number] { use(Number); });
}
