// RUN: %check_structured -std=c++17 -expect-clang-tidy-error %s structured-unjoined-thread %t

#include <thread>
#include <vector>

void work();

// What could not be understood may have joined.

class Unread { // ok
public:
  void start() { Worker = std::thread(work); }
  ~Unread() {
    for (Missing Each : Worker)
      // CHECK-NOTES: :[[@LINE-1]]:10: error: unknown type name 'Missing' [clang-diagnostic-error]
      Each.join();
  }

private:
  std::thread Worker;
};

class Absent { // ok: a function may be missing that joins at the end.
public:
  void start() { Worker = std::thread(work); }

private:
  std::thread Worker;
};

class Empty {
public:
  void start() { Worker = std::thread(work); }
  // CHECK-NOTES: :[[@LINE-1]]:27: warning: 'Worker' may be running when its 'Empty' is destroyed
  ~Empty() {}
  // CHECK-NOTES: :[[@LINE-1]]:3: note: this destructor does not join it

private:
  std::thread Worker;
};

void unread(std::vector<int> &Numbers) { // ok
  std::thread Worker(work);
  for (Missing Each : Numbers)
    // CHECK-NOTES: :[[@LINE-1]]:8: error: unknown type name 'Missing' [clang-diagnostic-error]
    Worker.join();
}
