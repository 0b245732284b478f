// What the work holds: members, parts, views, and what keeps the object alive.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

void work();
void useInt(int);
void useRef(int &);
void usePointer(int *);
void useView(std::string_view);
void useText(const char *);

// Members of the object.

struct Object {
  int Data = 0;
  int Table[3] = {};
  std::string Name;
  int &Elsewhere;
  Object *Next;
  static int Shared;
  void byReference() {
    std::thread(useRef, std::ref(Data)).detach();
    // CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread, which may outlive 'Data'; give it an owner, such as an 'sc::group' [structured-detached-thread]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:25: note: the thread holds 'Data' by reference, and nothing keeps its object alive
  }
  void byAddress() {
    std::thread(usePointer, &this->Data).detach();
    // CHECK-NOTES: :[[@LINE-1]]:42: warning: nothing waits for this detached thread, which may outlive 'Data'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:29: note: the thread holds 'Data' by its address, and nothing keeps its object alive
  }
  void byArray() {
    std::thread(usePointer, Table).detach();
    // CHECK-NOTES: :[[@LINE-1]]:36: warning: nothing waits for this detached thread, which may outlive 'Table'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:29: note: the thread holds 'Table' by its address, and nothing keeps its object alive
  }
  void byElement() {
    std::thread(usePointer, &Table[1]).detach();
    // CHECK-NOTES: :[[@LINE-1]]:40: warning: nothing waits for this detached thread, which may outlive 'Table'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:29: note: the thread holds 'Table' by its address, and nothing keeps its object alive
  }
  void byInitCapture() {
    std::thread([&Count = Data] { ++Count; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread, which may outlive 'Data'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:19: note: the thread holds 'Data' by reference, and nothing keeps its object alive
  }
  void byText() {
    std::thread(useText, Name.c_str()).detach();
    // CHECK-NOTES: :[[@LINE-1]]:40: warning: nothing waits for this detached thread, which may outlive 'Name'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:26: note: the thread holds 'Name' by its address, and nothing keeps its object alive
  }
  void byMemberThatRefers() {
    std::thread(useRef, std::ref(Elsewhere)).detach();
    // CHECK-NOTES: :[[@LINE-1]]:46: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void byStaticMember() {
    std::thread(useRef, std::ref(Shared)).detach();
    // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void byAnotherObject() {
    std::thread(usePointer, &Next->Data).detach();
    // CHECK-NOTES: :[[@LINE-1]]:42: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void byTheObject() {
    std::thread([&Same = *this] { ++Same.Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:51: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:19: note: the thread uses 'this', and nothing keeps that object alive
  }
};

// Parts of a local.

struct Pair {
  int First, Second[2];
  Pair *Next;
};

void partByAddress() {
  Pair Local{};
  std::thread(usePointer, &Local.First).detach();
  // CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread, which may outlive 'Local'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:27: note: the thread holds 'Local' by its address, and 'Local' dies with its scope in 'partByAddress'
}

void partOfPartByReference() {
  Pair Local{};
  std::thread(useRef, std::ref(Local.Second[1])).detach();
  // CHECK-NOTES: :[[@LINE-1]]:50: warning: nothing waits for this detached thread, which may outlive 'Local'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:23: note: the thread holds 'Local' by reference, and 'Local' dies with its scope in 'partOfPartByReference'
}

void partOfWhatItPointsTo() {
  Pair Local{};
  std::thread(usePointer, &Local.Next->First).detach();
  // CHECK-NOTES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

void elementOfVector() {
  std::vector<int> Local(3);
  std::thread(usePointer, &Local[1]).detach();
  // CHECK-NOTES: :[[@LINE-1]]:38: warning: nothing waits for this detached thread, which may outlive 'Local'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:27: note: the thread holds 'Local' by its address, and 'Local' dies with its scope in 'elementOfVector'
}

void referenceToElement() {
  std::array<int, 3> Local{};
  std::thread(useRef, std::ref(Local[1])).detach();
  // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing waits for this detached thread, which may outlive 'Local'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:23: note: the thread holds 'Local' by reference, and 'Local' dies with its scope in 'referenceToElement'
}

void whatAPointerPointsTo(int *Pointer, std::unique_ptr<int> Owner) {
  std::thread(useRef, std::ref(*Pointer)).detach();
  // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  std::thread([&Count = *Pointer] { ++Count; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:49: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

void boundName() {
  std::pair<int, int> Local{};
  auto [First, Second] = Local;
  std::thread([&Count = First] { ++Count; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:46: warning: nothing waits for this detached thread, which may outlive 'First'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: the thread holds 'First' by reference, and 'First' dies with its scope in 'boundName'
}

void boundNameOfReference(std::pair<int, int> &Callers) {
  auto &[First, Second] = Callers;
  std::thread([&Count = First] { ++Count; }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:46: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

// Views.

void view() {
  std::string Local;
  std::thread(useView, std::string_view(Local)).detach();
  // CHECK-NOTES: :[[@LINE-1]]:49: warning: nothing waits for this detached thread, which may outlive 'Local'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:24: note: the thread holds 'Local' by its address, and 'Local' dies with its scope in 'view'
}

void viewInCapture() {
  std::string Local;
  std::thread([View = std::string_view(Local)] { useView(View); }).detach();
  // CHECK-NOTES: :[[@LINE-1]]:68: warning: nothing waits for this detached thread, which may outlive 'Local'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:16: note: the thread holds 'Local' by its address, and 'Local' dies with its scope in 'viewInCapture'
}

void text() {
  std::string Local;
  std::thread(useText, Local.c_str()).detach();
  // CHECK-NOTES: :[[@LINE-1]]:39: warning: nothing waits for this detached thread, which may outlive 'Local'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:24: note: the thread holds 'Local' by its address, and 'Local' dies with its scope in 'text'
}

void textOfCaller(const std::string &Callers) {
  std::thread(useText, Callers.c_str()).detach();
  // CHECK-NOTES: :[[@LINE-1]]:41: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

void copyOfText() {
  std::string Local;
  std::thread([](std::string) {}, Local).detach();
  // CHECK-NOTES: :[[@LINE-1]]:42: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

void viewOfLiteral() {
  std::thread(useView, std::string_view("text")).detach();
  // CHECK-NOTES: :[[@LINE-1]]:50: warning: nothing waits for this detached thread; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
}

void referenceWrapper() {
  int Steps = 0;
  std::thread(useRef, std::reference_wrapper<int>(Steps)).detach();
  // CHECK-NOTES: :[[@LINE-1]]:59: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:23: note: the thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'referenceWrapper'
}

// What is made in place.

struct Count {
  int *At;
  void operator()() { ++*At; }
};

void aggregate() {
  int Steps = 0;
  std::thread(Count{&Steps}).detach();
  // CHECK-NOTES: :[[@LINE-1]]:30: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:21: note: the thread holds 'Steps' by its address, and 'Steps' dies with its scope in 'aggregate'
}

void boundAddress() {
  int Steps = 0;
  std::thread(std::bind(usePointer, &Steps)).detach();
  // CHECK-NOTES: :[[@LINE-1]]:46: warning: nothing waits for this detached thread, which may outlive 'Steps'; give
  // CHECK-NOTES: :[[@LINE-2]]:3: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:37: note: the thread holds 'Steps' by its address, and 'Steps' dies with its scope in 'boundAddress'
}

// What keeps the object alive.

class Session : public std::enable_shared_from_this<Session> {
  int Data = 0;
  void run();

  void namedBefore() {
    auto Self = shared_from_this();
    std::thread([this, Self] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:43: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void namedByThis() {
    std::thread([this, Self = this->shared_from_this()] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:70: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void handedOver() {
    std::thread([this](std::shared_ptr<Session>) { ++Data; }, shared_from_this()).detach();
    // CHECK-NOTES: :[[@LINE-1]]:83: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void objectOfTheFunction() {
    std::thread(&Session::run, shared_from_this()).detach();
    // CHECK-NOTES: :[[@LINE-1]]:52: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void objectOfTheBoundFunction() {
    std::thread(std::bind(&Session::run, shared_from_this())).detach();
    // CHECK-NOTES: :[[@LINE-1]]:63: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void member() {
    std::thread([Self = shared_from_this(), &Count = Data] { ++Count; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:74: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
  }
  void onlyReferred() {
    auto Self = shared_from_this();
    std::thread([this, &Self] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:44: warning: nothing waits for this detached thread, which may outlive 'this' and 'Self'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this', and nothing keeps that object alive
    // CHECK-NOTES: :[[@LINE-4]]:25: note: the thread holds 'Self' by reference, and 'Self' dies with its scope in 'onlyReferred'
  }
  void another(std::shared_ptr<Session> Other) {
    std::thread([this, Other] { ++Data; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:44: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void inner() {
    auto Outer = [this, Self = shared_from_this()] {
      std::thread([this, Self] { ++Data; }).detach();
      // CHECK-NOTES: :[[@LINE-1]]:45: warning: nothing waits for this detached thread; give
      // CHECK-NOTES: :[[@LINE-2]]:7: note: started here
    };
    Outer();
  }
};
