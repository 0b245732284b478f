// RUN: %check_structured -std=c++20-or-later %s structured-lost-cancellation %t -- --config="{CheckOptions: {structured-lost-cancellation.WarnWithoutToken: true}}"

#include <sc/group.h>
#include <thread>

void work();
void endless() {
  for (;;)
    work();
}

void ofJthread() {
  std::jthread Worker([] {
    // CHECK-NOTES: :[[@LINE-1]]:16: warning: this work never ends, and takes no stop token; take one, and end when it says so [structured-lost-cancellation]
    while (true)
      work();
  });
  std::jthread Other(endless);
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: this work never ends, and takes no stop token
}

void ofGroup() {
  sc::group Tasks;
  Tasks.go([] {
    // CHECK-NOTES: :[[@LINE-1]]:3: warning: this work never ends, and takes no stop token
    while (true)
      work();
  });
  Tasks.wait();
}

void silent() {
  std::thread Plain([] { // ok: nobody would tell it.
    while (true)
      work();
  });
  std::jthread Worker([] { work(); }); // ok: it ends.
  std::jthread Takes([](std::stop_token) { // ok: it says that it does not look.
    while (true)
      work();
  });
  Plain.join();
}
