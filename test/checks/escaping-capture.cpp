// RUN: %check_structured %s structured-escaping-capture %t

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

void use(int);
void change(int &);

// The handle outlives what the work holds.

std::future<int> returnedFuture(int Number) {
  return std::async(std::launch::async, [&] { return Number * 2; });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this work may outlive 'Number', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  // CHECK-NOTES: :[[@LINE-2]]:54: note: the work holds 'Number' by reference
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Number' dies here, and nothing has waited for the work
}

std::thread returnedThread() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  return Worker;
  // CHECK-NOTES: :[[@LINE-2]]:15: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-3]]:24: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Steps' dies here, and nothing has waited for the work
}

void outerScope() {
  std::thread Worker;
  {
    int Steps = 0;
    Worker = std::thread(change, std::ref(Steps));
    // CHECK-NOTES: :[[@LINE-1]]:14: warning: this work may outlive 'Steps', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:34: note: the work holds 'Steps' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Steps' dies here, and nothing has waited for the work
  }
  Worker.join();
}

void declaredBefore(bool Enough) {
  std::vector<std::future<void>> All;
  int Steps = 0;
  int *const At = &Steps;
  All.push_back(std::async(std::launch::async, [&Steps] { ++Steps; }));
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:50: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE+2]]:5: note: 'Steps' dies here, and nothing has waited for the work
  if (Enough)
    return;
  for (std::future<void> &Each : All)
    Each.get();
  (void)At;
}

void callersContainer(std::vector<std::thread> &All) {
  std::string First, Second;
  All.emplace_back([&] { (void)(First.size() + Second.size()); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this work may outlive 'First' and 'Second', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:33: note: the work holds 'First' by reference
  // CHECK-NOTES: :[[@LINE+3]]:1: note: 'First' dies here, and nothing has waited for the work
  // CHECK-NOTES: :[[@LINE-4]]:48: note: the work holds 'Second' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Second' dies here, and nothing has waited for the work
}

static std::thread Everywhere;

void global() {
  int Steps = 0;
  Everywhere = std::thread([&Steps] { ++Steps; });
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:30: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Steps' dies here, and nothing has waited for the work
}

class Service {
public:
  explicit Service(std::string Name) : Worker([&] { (void)Name.size(); }) {}
  // CHECK-NOTES: :[[@LINE-1]]:40: warning: this work may outlive 'Name', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:59: note: the work holds 'Name' by reference
  // CHECK-NOTES: :[[@LINE-3]]:76: note: 'Name' dies here, and nothing has waited for the work
  ~Service() { Worker.join(); }
  void start(std::string Name) {
    Worker = std::thread([&Name, this] { (void)Name.size(); });
    // CHECK-NOTES: :[[@LINE-1]]:14: warning: this work may outlive 'Name', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:28: note: the work holds 'Name' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Name' dies here, and nothing has waited for the work
  }
  void add() {
    int Steps = 0;
    auto Result = std::async(std::launch::async, [&] { use(Steps); });
    // CHECK-NOTES: :[[@LINE-1]]:19: warning: this work may outlive 'Steps', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:60: note: the work holds 'Steps' by reference
    // CHECK-NOTES: :[[@LINE+2]]:3: note: 'Steps' dies here, and nothing has waited for the work
    Results.push_back(std::move(Result));
  }

private:
  std::thread Worker;
  std::vector<std::future<void>> Results;
};

void leaked() {
  int Steps = 0;
  new std::thread([&Steps] { ++Steps; });
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:21: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'Steps' dies here, and nothing has waited for the work
}

void onTheHeap() {
  std::unique_ptr<std::thread> Worker;
  {
    int Steps = 0;
    Worker.reset(new std::thread([&Steps] { ++Steps; }));
    // CHECK-NOTES: :[[@LINE-1]]:22: warning: this work may outlive 'Steps', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:36: note: the work holds 'Steps' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Steps' dies here, and nothing has waited for the work
  }
  Worker->join();
}

void inALambda() {
  std::vector<std::thread> All;
  auto Add = [&](int Number) {
    All.emplace_back([&Number] { use(Number); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may outlive 'Number', which it holds; wait
    // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'Number' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Number' dies here, and nothing has waited for the work
  };
  Add(1);
  for (std::thread &Each : All)
    Each.join();
}

// How it is held.

std::thread byAddress() {
  int Steps = 0;
  return std::thread([](int *At) { ++*At; }, &Steps);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:46: note: the work holds 'Steps' by its address
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Steps' dies here
}

std::thread byText() {
  std::string Text;
  return std::thread([](const char *) {}, Text.c_str());
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this work may outlive 'Text', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:43: note: the work holds 'Text' by its address
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Text' dies here
}

std::thread bound() {
  int Steps = 0;
  return std::thread(std::bind(change, std::ref(Steps)));
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:40: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Steps' dies here
}

std::thread byNamedLambda() {
  int Steps = 0;
  auto Count = [&Steps] { ++Steps; };
  return std::thread(Count);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-3]]:18: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Steps' dies here
}

// Detached: what structured-detached-thread would say, if it were on.

void detached() {
  int Steps = 0;
  std::thread([&Steps] { ++Steps; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:17: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE+6]]:1: note: 'Steps' dies here
  std::thread Worker(change, std::ref(Steps));
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: this work may outlive 'Steps', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:30: note: the work holds 'Steps' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Steps' dies here
  Worker.detach();
}

// What is fine.

void joined() { // ok: waited for in the same scope.
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  Worker.join();
}

void neverJoined() { // ok: the thread cannot outlive the handle, which ends the program.
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
}

void blocks() { // ok: the future's destructor waits, before the number dies.
  int Steps = 0;
  auto Result = std::async(std::launch::async, [&Steps] { ++Steps; });
}

void byValue(std::vector<std::thread> &All) { // ok: it has a copy.
  int Steps = 0;
  All.emplace_back([Steps] { use(Steps); });
  All.emplace_back(use, Steps);
}

void ofTheCaller(std::vector<std::thread> &All, int &Steps) { // ok: it lives outside.
  All.emplace_back([&Steps] { ++Steps; });
}

void ofTheProcess(std::vector<std::thread> &All) { // ok: it lives as long as the process.
  static int Steps = 0;
  All.emplace_back([&] { ++Steps; });
}

void sharedByValue(std::vector<std::thread> &All) { // ok: the work shares it.
  auto Steps = std::make_shared<int>(0);
  All.emplace_back([Steps] { ++*Steps; });
}

void handedOn(void (*Adopt)(std::thread)) { // ok: what becomes of the thread is not known here.
  int Steps = 0;
  Adopt(std::thread([&Steps] { ++Steps; }));
}

void results(int Count) { // ok: the results live in the outer scope, as the threads do.
  std::vector<int> Results;
  std::vector<std::thread> All;
  for (int I = 0; I < Count; ++I)
    All.emplace_back([&Results, I] { Results[I] = I; });
  for (std::thread &Each : All)
    Each.join();
}
