// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <pthread.h>
#include <thread>
#include <vector>

void work() noexcept;
void *run(void *);
int next();

void joinedBySmartPointers() {
  std::vector<std::unique_ptr<std::thread>> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:45: warning: the threads in 'Workers' are
  // CHECK-NOTES: :[[@LINE+1]]:28: note: started here
  Workers.emplace_back(new std::thread(work));
  for (auto &Worker : Workers)
    Worker->join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-7]]:45: note: fix (manual): start the threads in an 'sc::group' and wait for that; no fix, as 'Workers' is neither a 'std::thread' nor a plain container of them
}

void counted(int Count) {
  std::vector<std::thread> Workers(Count);
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are
  // CHECK-NOTES: :[[@LINE+3]]:18: note: started here
  ++Count; // So that there are not as many.
  for (std::size_t I = 0; I < Workers.size(); ++I)
    Workers[I] = std::thread(work);
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-9]]:28: note: fix (manual): {{.*}}; no fix, as 'Workers' is used for something else too
}

void sideEffects() {
  std::thread Workers[4];
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads in 'Workers' are
  // CHECK-NOTES: :[[@LINE+2]]:23: note: started here
  for (int I = 0; I < 4; ++I)
    Workers[next()] = std::thread(work);
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-8]]:15: note: fix (manual): {{.*}}; no fix, as a thread is started in an unusual way
}

void comments() {
  std::thread First(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE+1]]:15: note: started here
  std::thread Second /* the other */ (work);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-8]]:15: note: fix (manual): {{.*}}; no fix, as a comment would be lost
}

void directives() {
  std::thread First(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE+1]]:15: note: started here
  std::thread Second(work);
#ifdef QUICK
  Second.join();
#endif
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-11]]:15: note: fix (manual): {{.*}}; no fix, as 'Second' is used in another configuration too
}

#define START(NAME) std::thread NAME(work)
void macros() {
  START(First);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE+1]]:9: note: started here
  START(Second);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-8]]:9: note: fix (manual): {{.*}}; no fix, as a macro writes a part of it
}

template <class T> void templates(T Work) {
  std::thread First(Work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE+1]]:15: note: started here
  std::thread Second(Work);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-8]]:15: note: fix (manual): {{.*}}; no fix, as it is in a template, which may be used with other types
}
template void templates(void (*)());

// A group calls with a leading token what can be called so.
void tokens() {
  std::thread First([](auto...) noexcept {});
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE+1]]:15: note: started here
  std::thread Second(work);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-8]]:15: note: fix (manual): {{.*}}; no fix, as a group would give what it runs a stop token, which that could take
}

void declaredBetween() {
  std::thread First(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are
  int Sum = 0;
  // CHECK-NOTES: :[[@LINE+1]]:15: note: started here
  std::thread Second([&Sum]() noexcept { ++Sum; });
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-9]]:15: note: fix (manual): {{.*}}; no fix, as 'Sum', which it holds by reference, would end before the group
}

void declaredTogether() {
  std::thread First(work), Second(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE-2]]:28: note: started here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  First.join();
  Second.join();
  // CHECK-NOTES: :[[@LINE-7]]:15: note: fix (manual): {{.*}}; no fix, as several variables are declared in one statement
}

void moreInTheLoop() {
  std::vector<std::thread> Workers;
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are
  // CHECK-NOTES: :[[@LINE+1]]:3: note: started here
  Workers.emplace_back(work);
  int Joined = 0;
  for (auto &Worker : Workers) {
    Worker.join();
    ++Joined;
  }
  // CHECK-NOTES: :[[@LINE-3]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-10]]:28: note: fix (manual): {{.*}}; no fix, as more is done where the threads are joined
}

void ofC() {
  pthread_t First, Second;
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the threads 'First' and 'Second' are
  // CHECK-NOTES: :[[@LINE+2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: started here
  pthread_create(&First, nullptr, run, nullptr);
  pthread_create(&Second, nullptr, run, nullptr);
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: joined here
  pthread_join(First, nullptr);
  pthread_join(Second, nullptr);
  // CHECK-NOTES: :[[@LINE-10]]:13: note: fix (manual): {{.*}}; no fix, as 'First' is neither a 'std::thread' nor a plain container of them
}

using Later = std::future<int>;

int byAnotherName() {
  Later First = std::async(std::launch::async, next);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the work of the futures 'First' and 'Second' is
  // CHECK-NOTES: :[[@LINE-2]]:17: note: started here
  // CHECK-NOTES: :[[@LINE+1]]:17: note: started here
  auto Second = std::async(std::launch::async, next);
  // CHECK-NOTES: :[[@LINE+3]]:16: note: asked for here
  // CHECK-NOTES: :[[@LINE+2]]:31: note: asked for here
  // CHECK-NOTES: :[[@LINE-7]]:9: note: fix (manual): start the work in an 'sc::group' and wait for that; no fix, as the type of 'First' has a name of its own
  return First.get() + Second.get();
}

// A group would hand it a stop token in place of the number.
struct TakesMore {
  template <class... Args> int operator()(Args...) const;
};

int mayTakeToken() {
  auto First = std::async(std::launch::async, TakesMore(), 1);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the work of the futures 'First' and 'Second' is
  // CHECK-NOTES: :[[@LINE-2]]:16: note: started here
  // CHECK-NOTES: :[[@LINE+1]]:17: note: started here
  auto Second = std::async(std::launch::async, next);
  // CHECK-NOTES: :[[@LINE+3]]:16: note: asked for here
  // CHECK-NOTES: :[[@LINE+2]]:31: note: asked for here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: fix (manual): {{.*}}; no fix, as a group would give what it runs a stop token, which that could take
  return First.get() + Second.get();
}

int dying() {
  int Last = 0;
  {
    auto First = std::async(std::launch::async, next);
    // CHECK-NOTES: :[[@LINE-1]]:10: warning: the work of the futures 'First' and 'Second' is
    // CHECK-NOTES: :[[@LINE-2]]:18: note: started here
    // CHECK-NOTES: :[[@LINE+2]]:19: note: started here
    int Own = 1;
    auto Second = std::async(std::launch::async, [&Own] { return Own; });
    // CHECK-NOTES: :[[@LINE+3]]:18: note: asked for here
    // CHECK-NOTES: :[[@LINE+2]]:33: note: asked for here
    // CHECK-NOTES: :[[@LINE-8]]:10: note: fix (manual): {{.*}}; no fix, as 'Own', which it holds by reference, would end before the group
    Last = First.get() + Second.get();
  }
  return Last;
}
