// RUN: %check_structured %s structured-detached-thread %t

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

void work();
void workOn(int);
std::thread makeThread();
extern bool Condition;

// How a thread is detached.

void local() {
  std::thread Worker(work);
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
}

void temporary() {
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
}

void temporaryInBraces() {
  std::thread{work}.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
}

void lambda() {
  std::thread([] { work(); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: nothing waits for this detached thread
}

void inLoop(const std::vector<int> &Items) {
  for (int Item : Items)
    std::thread(workOn, Item).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: nothing waits for this detached thread
}

void onCondition() {
  std::thread Worker(work);
  if (Condition)
    Worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread
  else
    Worker.join();
}

void ifJoinable(std::thread &Worker) {
  if (Worker.joinable())
    Worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread
}

void referenceParameter(std::thread &Worker) { Worker.detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: nothing waits for this detached thread

void pointer(std::thread *Worker) { Worker->detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: nothing waits for this detached thread

void dereferenced(std::thread *Worker) { (*Worker).detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread

void heap() {
  auto *Worker = new std::thread(work);
  Worker->detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing waits for this detached thread
  delete Worker;
}

void uniquePointer(std::unique_ptr<std::thread> Worker) { Worker->detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:67: warning: nothing waits for this detached thread

void sharedPointer(std::shared_ptr<std::thread> Worker) { Worker->detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:67: warning: nothing waits for this detached thread

void element(std::vector<std::thread> &Workers) { Workers[0].detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:62: warning: nothing waits for this detached thread

void lastElement(std::vector<std::thread> &Workers) {
  Workers.emplace_back(work);
  Workers.back().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing waits for this detached thread
}

void elementOfArray() {
  std::thread Workers[2];
  Workers[1] = std::thread(work);
  Workers[1].detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing waits for this detached thread
}

void eachElement(std::vector<std::thread> &Workers) {
  for (std::thread &Worker : Workers)
    Worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing waits for this detached thread
}

void eachByAlgorithm(std::vector<std::thread> &Workers) {
  std::for_each(Workers.begin(), Workers.end(), [](std::thread &Worker) { Worker.detach(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:82: warning: nothing waits for this detached thread
}

void eachByPointerToMember(std::vector<std::thread> &Workers) {
  std::for_each(Workers.begin(), Workers.end(), std::mem_fn(&std::thread::detach));
  // CHECK-MESSAGES: :[[@LINE-1]]:75: warning: nothing waits for threads that are detached; join them, or give them an owner, such as an 'sc::group'
}

void moved() {
  std::thread Worker(work);
  std::thread Other = std::move(Worker);
  Other.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nothing waits for this detached thread
}

void assigned() {
  std::thread Worker;
  Worker = std::thread(work);
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
}

void movedTemporary(std::thread Worker) { std::move(Worker).detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: nothing waits for this detached thread

void returned() { makeThread().detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: nothing waits for this detached thread

void throughReference() {
  std::thread Worker(work);
  std::thread &Same = Worker;
  Same.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread
}

using Thread = std::thread;
typedef Thread OldThread;
void alias() {
  Thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nothing waits for this detached thread
  OldThread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing waits for this detached thread
}

struct Named : std::thread {
  using std::thread::thread;
  std::string Name;
  void leave() { detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing waits for this detached thread
  void leaveByThis() { this->detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: nothing waits for this detached thread
};
void derived(Named &Worker) { Worker.detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: nothing waits for this detached thread

class Service {
public:
  void start() { Worker = std::thread(work); }
  void leave() { Worker.detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing waits for this detached thread
  void leaveByLambda() {
    auto Leave = [this] { Worker.detach(); };
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: nothing waits for this detached thread
    Leave();
  }

private:
  std::thread Worker;
};

void inComma() { std::thread(work).detach(), work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: nothing waits for this detached thread

void inCondition() { Condition ? std::thread(work).detach() : work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread

void castToVoid() { (void)std::thread(work).detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: nothing waits for this detached thread

void twice() {
  std::thread(work).detach(); std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
  // CHECK-MESSAGES: :[[@LINE-2]]:49: warning: nothing waits for this detached thread
}

struct Starter {
  Starter() { std::thread(work).detach(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: nothing waits for this detached thread
} GlobalStarter;

bool GlobalStarted = (std::thread(work).detach(), true);
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread

// What is silent.

void joined() { // ok: the scope waits.
  std::thread Worker(work);
  Worker.join();
}

struct Balloon {
  void detach();
};
void otherClass(Balloon &One) { One.detach(); } // ok: not a thread.

namespace graphics {
struct thread {
  void detach();
};
} // namespace graphics
void otherThread(graphics::thread &One) { One.detach(); } // ok: another class of that name.

void localClass() { // ok: another class of that name.
  struct thread {
    void detach() {}
  } One;
  One.detach();
}

struct Overloaded : std::thread {
  void detach(int);
};
void otherOverload(Overloaded &One) { One.detach(1); } // ok: not the thread's detach().

struct Releasing {
  std::unique_ptr<std::thread> Worker;
  std::thread *release() { return Worker.release(); } // ok: handed over.
};

void detach(std::thread &);
void freeFunction(std::thread &Worker) { detach(Worker); } // ok: says nothing of what it does.

void unevaluated() { // ok: never run.
  using Result = decltype(std::thread().detach());
  (void)sizeof((std::thread().detach(), 1));
  static_assert(!noexcept(std::thread().detach()), "");
}

void suppressed() { // ok: with a reason.
  std::thread(work).detach(); // NOLINT(structured-detached-thread): ends with the process
  // NOLINTNEXTLINE(structured-detached-thread): ends with the process
  std::thread(work).detach();
  // NOLINTBEGIN(structured-*)
  std::thread(work).detach();
  // NOLINTEND(structured-*)
}

void suppressedForAnother() {
  std::thread(work).detach(); // NOLINT(structured-discarded-future)
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing waits for this detached thread
}
