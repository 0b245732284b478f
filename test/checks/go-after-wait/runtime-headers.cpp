// The checks know the runtime's own headers.
// RUN: %check_structured -std=c++17,c++20 %s structured-go-after-wait %t -- -- -stdlib=libstdc++ -I%runtime

#include <sc/sc.h>

int load(int);
void use(int);

void wrong() {
  int Sum = 0;
  sc::group Tasks(sc::limit{4});
  auto First = Tasks.spawn([] { return load(1); });
  Tasks.go([&] { Sum = load(2); });
  use(Sum);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Sum' is read while a task of 'Tasks' may be writing it; call 'Tasks.wait()' first [structured-go-after-wait]
  // CHECK-NOTES: :[[@LINE-3]]:9: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:22: note: the task writes 'Sum' here
  use(First.get());
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the result of 'First' is there only when 'Tasks' has been waited for; call 'Tasks.wait()' first
  // CHECK-NOTES: :[[@LINE-8]]:22: note: started here
  Tasks.wait();
  Tasks.go(load, 3);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
}

void inScope() {
  sc::scope([](sc::group &Tasks) {
    Tasks.go([] { use(1); });
    Tasks.wait();
    Tasks.go_n(4, [](std::size_t I) { use(int(I)); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'go_n' follows 'wait' on 'Tasks'
    // CHECK-NOTES: :[[@LINE-3]]:11: note: 'wait' is called here
  });
}

void right() { // ok: all is in order.
  int Sum = 0;
  sc::group Tasks;
  auto First = Tasks.spawn([] { return load(1); });
  Tasks.go([&] { Sum = load(2); });
  if (Tasks.wait_nothrow() != sc::outcome::ok)
    return;
  use(First.get());
  use(Sum);
  Tasks.reset();
  Tasks.go(load, 3);
  Tasks.wait();
}

void deadlinePassed() { // ok: a group that has stopped runs nothing.
  bool Ran = false;
  sc::group Tasks(sc::deadline{std::chrono::steady_clock::now()});
  Tasks.go([&] { Ran = true; });
  use(Ran);
}
