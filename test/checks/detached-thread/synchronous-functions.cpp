// What a function runs before it returns is a part of the function around it.
// RUN: %check_structured -std=c++17-or-later -check-suffixes=ALWAYS,BEFORE %s structured-detached-thread %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=ALWAYS,AFTER %s structured-detached-thread %t -- -config='{CheckOptions: {SynchronousFunctions: "::acme::each"}}'

#include <algorithm>
#include <thread>
#include <vector>

void serve(int Port);

namespace acme {
template <class F> void each(int, F &&) {}
template <class F> void later(F &&) {}
} // namespace acme

class Servers {
public:
  ~Servers() {
    std::for_each(All.begin(), All.end(), [](std::thread &Each) { Each.detach(); });
    // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:72: warning: the destructor of 'Servers' detaches a running thread
  }

private:
  std::vector<std::thread> All;
};

int main() {
  acme::each(3, [](int Port) {
    std::thread([Port] {
      for (;;)
        serve(Port);
    }).detach();
    // CHECK-MESSAGES-BEFORE: :[[@LINE-1]]:8: warning: nothing waits for this detached thread
  });
  acme::each(3, [](int Port) {
    std::thread([&Port] {
      for (;;)
        serve(Port);
    }).detach();
    // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'Port'
  });
  acme::each(3, [](int Port) {
    std::thread(serve, Port).detach();
    // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:30: warning: nothing waits for this detached thread
  });
  acme::later([] {
    std::thread([] {
      for (;;)
        serve(80);
    }).detach();
    // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:8: warning: nothing waits for this detached thread
  });
}
