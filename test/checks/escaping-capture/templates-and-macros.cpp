// RUN: %check_structured -std=c++17-or-later %s structured-escaping-capture %t

#include <future>
#include <thread>
#include <vector>

void use(int);

template <class Function> std::future<void> later(Function Call) {
  return std::async(std::launch::async, [&] { Call(); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this work may outlive 'Call', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  // CHECK-NOTES: :[[@LINE-2]]:47: note: the work holds 'Call' by reference
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Call' dies here, and nothing has waited for the work
}
void first();
void both() {
  later(first).wait();
  later([] {}).wait();
}

template <class Threads> void onlyATemplate(Threads &All, int Number) { // ok: what a thread is, is open.
  All.emplace_back([&Number] { use(Number); });
}

template <class T> struct Holder {
  std::vector<std::thread> All;
  void add(T Value) {
    All.emplace_back([&Value] { use(Value); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may outlive 'Value', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'Value' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Value' dies here
  }
};
template struct Holder<int>;
template struct Holder<char>;

#define START(Threads, Name) Threads.emplace_back([&Name] { use(Name); })
void byMacro(std::vector<std::thread> &All) {
  int First = 0;
  START(All, First);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this work may outlive 'First', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:14: note: the work holds 'First' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'First' dies here
}

#define DETACH(Name) std::thread([&Name] { use(Name); }).detach()
// CHECK-NOTES: :[[@LINE-1]]:22: warning: this work may outlive 'First', which it holds; wait
// CHECK-NOTES: :[[@LINE+4]]:10: note: the work holds 'First' by reference
// CHECK-NOTES: :[[@LINE+5]]:1: note: 'First' dies here
void byMacroOnce() {
  int First = 0, Second = 0;
  DETACH(First);
  DETACH(Second);
}

#define JOIN_ALL(Threads)                                                                          \
  for (std::thread & Each : Threads)                                                               \
  Each.join()
void joinedByMacro() { // ok: joined.
  std::vector<std::thread> All;
  int Steps = 0;
  All.emplace_back([&Steps] { ++Steps; });
  JOIN_ALL(All);
}

void broken(std::vector<std::thread> &All) { // ok: no crash.
  auto [First, Second] = std::pair<int, int>{1, 2};
  All.emplace_back([First = First] { use(First); });
}
