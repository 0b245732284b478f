// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

void work();
void useInt(int);
void useRef(int &);
void usePointer(int *);
void useView(std::string_view);

// By reference.

void capturedByReference() {
  int Steps = 0;
  std::thread([&Steps] { ++Steps; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:38: warning: nothing waits for this detached thread, which may outlive 'Steps'; give it an owner, such as an 'sc::group' [structured-detached-thread]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'capturedByReference'
}

void capturedByDefault() {
  int First = 0, Second = 0, Third = 0;
  std::thread([&] { First += Second; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread, which may outlive 'First' and 'Second'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:21: note: the thread holds 'First' by reference
  // CHECK-NOTES: :[[@LINE-4]]:30: note: the thread holds 'Second' by reference
  (void)Third;
}

void many() {
  int First = 0, Second = 0, Third = 0;
  std::thread([&] { First += Second + Third; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:49: warning: nothing waits for this detached thread, which may outlive 'First' and 2 more; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:21: note: the thread holds 'First' by reference
  // CHECK-NOTES: :[[@LINE-4]]:30: note: the thread holds 'Second' by reference
  // CHECK-NOTES: :[[@LINE-5]]:39: note: the thread holds 'Third' by reference
}

void initCaptureByReference() {
  int Steps = 0;
  std::thread([&Count = Steps] { ++Count; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:46: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'Steps' by reference
}

void wrappedReference() {
  int Steps = 0;
  std::thread(useRef, std::ref(Steps)).detach();
  // CHECK-NOTES: :[[@LINE-1]]:40: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:23: note: the thread holds 'Steps' by reference
}

void boundReference() {
  int Steps = 0;
  std::thread(std::bind(useRef, std::ref(Steps))).detach();
  // CHECK-NOTES: :[[@LINE-1]]:51: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:33: note: the thread holds 'Steps' by reference
}

void parameterByValue(std::string Text) {
  std::thread([&Text] { useInt(static_cast<int>(Text.size())); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:67: warning: nothing waits for this detached thread, which may outlive 'Text'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'Text' by reference
}

void inInnerScope() {
  for (int I = 0; I < 3; ++I) {
    std::thread([&I] { useInt(I); }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:38: warning: nothing waits for this detached thread, which may outlive 'I'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:19: note: the thread holds 'I' by reference, and 'I' dies with its scope in 'inInnerScope'
  }
}

// By address.

void addressAsArgument() {
  int Steps = 0;
  std::thread(usePointer, &Steps).detach();
  // CHECK-NOTES: :[[@LINE-1]]:35: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:27: note: the thread holds 'Steps' by its address
}

void addressInCapture() {
  int Steps = 0;
  std::thread([At = &Steps] { ++*At; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:16: note: the thread holds 'Steps' by its address
}

void array() {
  int Steps[3] = {};
  std::thread(usePointer, Steps).detach();
  // CHECK-NOTES: :[[@LINE-1]]:34: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:27: note: the thread holds 'Steps' by its address
}

// The object itself.

struct Object {
  int Data = 0;
  void run();
  void byThis() {
    std::thread([this] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:37: warning: nothing waits for this detached thread, which may outlive 'this'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void byDefault() {
    std::thread([=] { useInt(Data); }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:40: warning: nothing waits for this detached thread, which may outlive 'this'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:30: note: the thread uses 'this'
  }
  void byMemberFunction() {
    std::thread(&Object::run, this).detach();
    // CHECK-NOTES: :[[@LINE-1]]:37: warning: nothing waits for this detached thread, which may outlive 'this'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:31: note: the thread uses 'this'
  }
  void byBind() {
    std::thread(std::bind(&Object::run, this)).detach();
    // CHECK-NOTES: :[[@LINE-1]]:48: warning: nothing waits for this detached thread, which may outlive 'this'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:41: note: the thread uses 'this'
  }
  void byCopy() {
    std::thread([*this] { useInt(Data); }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:44: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
};

struct Shared : std::enable_shared_from_this<Shared> {
  int Data = 0;
  void keptAlive() {
    std::thread([this, Self = shared_from_this()] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:64: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
};

void onLocalObject() {
  Object One;
  std::thread(&Object::run, &One).detach();
  // CHECK-NOTES: :[[@LINE-1]]:35: warning: nothing waits for this detached thread, which may outlive 'One'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:29: note: the thread holds 'One' by its address
}

// What cannot die first.

int Global;
void safeHolds(int &Caller, std::shared_ptr<int> Owned) {
  static int Static;
  int Copied = 0;
  std::thread([&Caller, Owned, Copied] { Static = Global = Caller + Copied; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:80: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  std::thread(usePointer, &Static).detach();
  // CHECK-NOTES: :[[@LINE-1]]:36: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  std::thread(useRef, std::ref(Caller)).detach();
  // CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

// Where the work was started.

void throughVariable() {
  int Steps = 0;
  std::thread Worker([&Steps] { ++Steps; });
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:24: note: the thread holds 'Steps' by reference
}

void throughNamedLambda() {
  int Steps = 0;
  auto Count = [&Steps] { ++Steps; };
  std::thread Worker(Count);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread, which may outlive 'Steps'
  // CHECK-NOTES: :[[@LINE-3]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-5]]:18: note: the thread holds 'Steps' by reference
}

void throughMove() {
  std::thread Worker(work);
  std::thread Other = std::move(Worker);
  Other.detach();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-4]]:15: note: started here
}

void throughAssignment() {
  std::thread Worker;
  Worker = std::thread(work);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:12: note: started here
}

void throughHeap() {
  auto *Worker = new std::thread(work);
  Worker->detach();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:22: note: started here
}

void throughMakeUnique() {
  auto Worker = std::make_unique<std::thread>(work);
  Worker->detach();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:17: note: started here
}

void throughElement() {
  std::vector<std::thread> Workers(1);
  Workers[0] = std::thread(work);
  Workers[0].detach();
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-3]]:16: note: started here
}

void startedTwice(bool First) {
  std::thread Worker;
  if (First)
    Worker = std::thread(work);
  else
    Worker = std::thread(useInt, 1);
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread
  // CHECK-NOTES: :[[@LINE-5]]:14: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:14: note: started here
}

void startedElsewhere(std::thread &Worker) {
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
}

void startedAfterwards() {
  std::thread Worker;
  Worker.detach();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group'
  Worker = std::thread(work);
  Worker.join();
}
