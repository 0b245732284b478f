// RUN: %check_structured %s structured-thread-in-constructor %t

#include <future>
#include <memory>
#include <thread>
#include <vector>

void work();
bool wanted();

// The object is the handle.

std::thread Worker(work);
// CHECK-NOTES: :[[@LINE-1]]:13: warning: 'Worker' starts a thread before main, when static objects of other files may not exist yet; start it in main, or in a function that main calls [structured-thread-in-constructor]

static std::thread Lambda{[] { work(); }};
// CHECK-NOTES: :[[@LINE-1]]:20: warning: 'Lambda' starts a thread before main

auto Result = std::async(std::launch::async, work);
// CHECK-NOTES: :[[@LINE-1]]:6: warning: 'Result' starts work before main
// CHECK-NOTES: :[[@LINE-2]]:15: note: started here

namespace inside {
namespace {
auto Held = std::make_unique<std::thread>(work);
// CHECK-NOTES: :[[@LINE-1]]:6: warning: 'Held' starts a thread before main
// CHECK-NOTES: :[[@LINE-2]]:13: note: started here
} // namespace
} // namespace inside

// The object's constructor starts it.

class Pool {
public:
  explicit Pool(int Size) {
    for (int I = 0; I < Size; ++I)
      Workers.emplace_back(work);
  }
  ~Pool() {
    for (std::thread &Each : Workers)
      Each.join();
  }

private:
  std::vector<std::thread> Workers;
};

Pool Global(4);
// CHECK-NOTES: :[[@LINE-1]]:6: warning: 'Global' starts a thread before main
// CHECK-NOTES: :[[@LINE-13]]:7: note: started here

std::unique_ptr<Pool> OnHeap(new Pool(2));
// CHECK-NOTES: :[[@LINE-1]]:23: warning: 'OnHeap' starts a thread before main
// CHECK-NOTES: :[[@LINE-17]]:7: note: started here

struct Initialized {
  Initialized() : First(work) {}
  ~Initialized();
  std::thread First;
};

struct HasOne {
  static Initialized Shared;
};
Initialized HasOne::Shared;
// CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Shared' starts a thread before main
// CHECK-NOTES: :[[@LINE-10]]:19: note: started here

struct InClass {
  ~InClass();
  std::thread First{work};
};
InClass WithDefault;
// CHECK-NOTES: :[[@LINE-1]]:9: warning: 'WithDefault' starts a thread before main
// CHECK-NOTES: :[[@LINE-4]]:20: note: started here

struct Calls {
  Calls() { start(); }
  ~Calls();
  void start() { First = std::thread(work); }
  std::thread First;
};
Calls ByMember;
// CHECK-NOTES: :[[@LINE-1]]:7: warning: 'ByMember' starts a thread before main
// CHECK-NOTES: :[[@LINE-5]]:26: note: started here

template <class T> struct Made {
  Made() : First(work) {}
  ~Made();
  std::thread First;
};
Made<int> OfTemplate;
// CHECK-NOTES: :[[@LINE-1]]:11: warning: 'OfTemplate' starts a thread before main
// CHECK-NOTES: :[[@LINE-6]]:12: note: started here
Made<long> AgainOfTemplate;
// CHECK-NOTES: :[[@LINE-1]]:12: warning: 'AgainOfTemplate' starts a thread before main
// CHECK-NOTES: :[[@LINE-9]]:12: note: started here

// Something is called.

std::thread *Leaked = nullptr;
bool startAll() {
  Leaked = new std::thread(work);
  return true;
}
const bool Started = startAll();
// CHECK-NOTES: :[[@LINE-1]]:12: warning: 'Started' starts a thread before main
// CHECK-NOTES: :[[@LINE-5]]:16: note: started here

int AtOnce = [] {
  Leaked = new std::thread(work);
  return 0;
}();
// CHECK-NOTES: :[[@LINE-4]]:5: warning: 'AtOnce' starts a thread before main
// CHECK-NOTES: :[[@LINE-4]]:16: note: started here

__attribute__((constructor)) static void setUp() { startAll(); }
// CHECK-NOTES: :[[@LINE-1]]:42: warning: 'setUp' starts a thread before main
// CHECK-NOTES: :[[@LINE-16]]:16: note: started here

bool recursive(int Depth) {
  if (Depth == 0)
    return true;
  Leaked = new std::thread(work);
  return recursive(Depth - 1);
}
bool PerhapsStarted = recursive(3); // ok: it may return before.

// Nothing is started.

std::thread Later;                  // ok: no thread yet.
std::vector<std::thread> Many;      // ok: empty.
std::unique_ptr<Pool> None;         // ok: null.
extern Pool Elsewhere;              // ok: made in another file.
auto Kept = [] { std::thread(work).join(); }; // ok: not called here.
thread_local std::unique_ptr<Pool> PerThread(new Pool(1)); // ok: made by each thread that uses it.

struct OnDemand {
  OnDemand() = default;
  void start() { First = std::thread(work); }
  std::thread First;
};
OnDemand NotYet; // ok: start() is for main to call.

struct Perhaps {
  Perhaps() {
    if (wanted())
      First = std::thread(work);
  }
  ~Perhaps();
  std::thread First;
};
Perhaps OnlyIfWanted; // ok: what wanted() says is not known.

struct Returns {
  Returns() {
    if (!wanted())
      return;
    First = std::thread(work);
  }
  ~Returns();
  std::thread First;
};
Returns OnlyIfNotLeft; // ok: it may return before.

bool Either = wanted() && startAll();           // ok: only if wanted.
bool Conditional = wanted() ? startAll() : true; // ok: only if wanted.

Pool &singleton() {
  static Pool Only(4); // ok: made on first use.
  return Only;
}

int main() {
  Pool Local(2); // ok: main runs.
  std::thread One(work);
  One.join();
}

// A graver report speaks of these.

struct Detaches {
  Detaches() { std::thread(work).detach(); }
};
Detaches Gone; // ok: structured-detached-thread says it.


template <class T> struct Dependent {
  static T Member;
};
template <class T> T Dependent<T>::Member(work); // ok: no object yet.
