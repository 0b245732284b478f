// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'
// Nothing here has a fix that is safe: what would go, or be said again, is not what it seems.

#include <array>
#include <thread>
#include <vector>

void work() noexcept;
void step(int) noexcept;
void use(std::size_t) noexcept;
bool ready() noexcept;
int next() noexcept;
#define LOG(Text)

// What is removed must not leave the next statement to a branch, a loop or a label.
void reservedInBranch(bool Big) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  if (Big)
    Workers.reserve(100);
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(step, I);
  for (auto &Worker : Workers)
    Worker.join();
}

void reservedElse(bool Small) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  if (Small)
    work();
  else
    Workers.reserve(8); // Not many more.
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(step, I);
  for (auto &Worker : Workers)
    Worker.join();
}

void clearedInLoop() {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  while (ready())
    Workers.clear();
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(step, I);
  for (auto &Worker : Workers)
    Worker.join();
}

// The number of elements is not that, or not there.
void countOfTheName(int i) {
  std::vector<std::thread> Workers(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  for (auto &Worker : Workers)
    Worker.join();
}

void resizedInBranch(bool Parallel, int Count) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  if (Parallel) {
    Workers.resize(Count);
  }
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  for (auto &Worker : Workers)
    Worker.join();
}

void resizedLater(int Count) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  Workers.resize(Count);
  for (auto &Worker : Workers)
    Worker.join();
}

void resizedTwice(int Count) {
  std::vector<std::thread> Workers(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  Workers.resize(Count);
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  for (auto &Worker : Workers)
    Worker.join();
}

void hiddenCount(const int Count) {
  std::vector<std::thread> Workers(Count);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  const int Twice = 2 * Count;
  {
    const int Count = Twice;
    step(Count);
    for (auto &Worker : Workers)
      Worker = std::thread(work);
  }
  for (auto &Worker : Workers)
    Worker.join();
}

void changingCount(const volatile int &Register) {
  const volatile int Count = Register;
  std::vector<std::thread> Workers(Count);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  for (auto &Worker : Workers)
    Worker.join();
}

void sizeOfItsType() {
  std::vector<std::thread> Workers(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  for (auto &Worker : Workers)
    Worker = std::thread(work);
  use(Workers.size());
  for (auto &Worker : Workers)
    Worker.join();
}

template <int Number> void ofParameter() {
  std::array<std::thread, Number + 1> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the threads in 'Workers' are started and joined by hand
  for (auto &Worker : Workers)
    Worker = std::thread([]() noexcept { step(Number); });
  for (auto &Worker : Workers)
    Worker.join();
}
template void ofParameter<4>();

// More is done than to make the container.
void computedCount() {
  std::vector<std::thread> Workers(next());
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  for (int I = 0; I < 3; ++I)
    Workers[I] = std::thread(step, I);
  for (auto &Worker : Workers)
    Worker.join();
}

// Others may compile what says it, where this does not.
void saidInMacro() {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(step, I);
  LOG(Workers.size());
  for (auto &Worker : Workers)
    Worker.join();
}

void saidElsewhere() {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back(step, I);
  for (auto &Worker : Workers)
    Worker.join();
#ifdef TRACE
  use(Workers.size());
#endif
}
