// A group that is a member waits for its tasks when the object ends, after the members that are declared behind it.
// RUN: %check_structured -std=c++17-or-later %s structured-member-order %t -- -config='{CheckOptions: {OwningTypes: "::acme::Crew=run@wait; ::acme::Pool"}}'

#include <functional>
#include <memory>
#include <mutex>
#include <sc/group.h>
#include <string>
#include <tbb/task_group.h>
#include <vector>

void use(const std::string &Text);
void use(int Number);

namespace folly {
namespace coro {
struct AsyncScope { // Its end does not wait, but ends the program.
  ~AsyncScope();
  template <class F> void add(F &&) {}
};
} // namespace coro
} // namespace folly

namespace acme {
struct Crew {
  ~Crew();
  template <class F> void run(F &&) {}
  void wait();
};
struct Pool {
  ~Pool();
  void submit(std::function<void()> Work);
};
struct [[clang::annotate("sc::owns_tasks")]] Owner { // It may let go what it answers for.
  ~Owner();
  void run(std::function<void()> Work);
};
} // namespace acme

class Saver {
public:
  void save() {
    Saves.go([this] { use(Text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this work uses 'Text', which the object destroys before it waits for the work; declare 'Saves' last [structured-member-order]
    // CHECK-MESSAGES: :[[@LINE+6]]:13: note: 'Saves' is declared here
    // CHECK-MESSAGES: :[[@LINE+6]]:15: note: 'Text' is declared after it
    // CHECK-MESSAGES: :[[@LINE-4]]:27: note: the work uses 'Text' here
  }

private:
  sc::group Saves;
  std::string Text;
};

class ByFunction { // The task calls a function of the object.
public:
  explicit ByFunction(bool Now) {
    if (Now)
      Tasks.go([&] { work(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this work uses 'Lock' and 'Parts', which the object destroys before it waits for the work; declare 'Tasks' last
    // CHECK-MESSAGES: :[[@LINE+12]]:13: note: 'Tasks' is declared here
    // CHECK-MESSAGES: :[[@LINE+12]]:14: note: 'Lock' is declared after it
    // CHECK-MESSAGES: :[[@LINE+7]]:38: note: the work uses 'Lock' here
    // CHECK-MESSAGES: :[[@LINE+11]]:20: note: 'Parts' is declared after it
    // CHECK-MESSAGES: :[[@LINE+6]]:5: note: the work uses 'Parts' here
  }

private:
  void work() {
    std::lock_guard<std::mutex> Held(Lock);
    Parts.push_back(1);
  }
  sc::group Tasks;
  std::mutex Lock;
  std::vector<int> Parts;
};

class Cancels { // The destructor tells the tasks to stop, which they need not do at once.
public:
  void start() {
    Tasks.run([=] { use(*Text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this work uses 'Text', which the object destroys before it waits for the work; declare 'Tasks' last
  }

private:
  tbb::task_group Tasks;
  std::unique_ptr<std::string> Text;
};

class Configured {
public:
  void start() {
    Hands.run([this] { use(Text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this work uses 'Text', which the object destroys before it waits for the work; declare 'Hands' last
    Pool.submit([this] { use(Text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this work uses 'Text', which the object destroys before it waits for the work; declare 'Pool' last
  }

private:
  acme::Crew Hands;
  acme::Pool Pool;
  std::string Text;
};

template <class T> class Template {
public:
  void start() {
    Tasks.go([this] { use(Value); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this work uses 'Value', which the object destroys before it waits for the work; declare 'Tasks' last
  }

private:
  sc::group Tasks;
  T Value;
};
template class Template<std::string>;

// Fine.

class Ordered { // The group ends first.
public:
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  std::string Text;
  sc::group Tasks;
};

class WaitsAtEnd {
public:
  ~WaitsAtEnd() { Tasks.wait(); }
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  sc::group Tasks;
  std::string Text;
};

class CallsAtEnd { // Who knows what that does.
public:
  ~CallsAtEnd() { stop(); }
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  void stop();
  sc::group Tasks;
  std::string Text;
};

class EndsElsewhere {
public:
  ~EndsElsewhere();
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  sc::group Tasks;
  std::string Text;
};

class WaitsAtOnce {
public:
  void run() {
    Tasks.go([this] { use(Text); });
    Tasks.wait();
  }

private:
  sc::group Tasks;
  std::string Text;
};

class WaitsWhenTold { // Its user may know that stop() has to be called.
public:
  void start() {
    Tasks.go([this] { use(Text); });
  }
  void stop() {
    Tasks.cancel();
    (void)Tasks.wait_nothrow();
  }

private:
  sc::group Tasks;
  std::string Text;
};

class StopsElsewhere {
public:
  void start() {
    Tasks.go([this] { use(Text); });
  }
  void stop();

private:
  sc::group Tasks;
  std::string Text;
};

struct Waiter {
  explicit Waiter(sc::group &Tasks) : Tasks(Tasks) {}
  ~Waiter() { Tasks.wait(); }
  sc::group &Tasks;
};

class Guarded { // The guard ends first, and waits.
public:
  Guarded() : Last(Tasks) {}
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  sc::group Tasks;
  std::string Text;
  Waiter Last;
};

class GuardedInClass {
public:
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  sc::group Tasks;
  std::string Text;
  Waiter Last{Tasks};
};

class GuardedInside { // A class in it waits, or a function that is a template.
  struct Stop {
    GuardedInside *Of;
    ~Stop() { Of->Tasks.wait(); }
  };

public:
  void start() {
    Tasks.go([this] { use(Text); });
  }
  void run() {
    Stop AtEnd{this};
    start();
  }

private:
  sc::group Tasks;
  std::string Text;
};

class WaitsInTemplate {
public:
  void start() {
    Tasks.go([this] { use(Text); });
  }
  template <class Time> bool stop(Time After) { return Tasks.wait_until(After); }

private:
  sc::group Tasks;
  std::string Text;
};

class Open { // Others can wait for it.
public:
  void start() {
    Tasks.go([this] { use(Text); });
  }
  sc::group Tasks;

private:
  std::string Text;
};

class Befriended {
  friend class Somebody;

public:
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  sc::group Tasks;
  std::string Text;
};

class Base { // What derives from it may wait first.
public:
  virtual ~Base() = default;
  void start() {
    Tasks.go([this] { use(Text); });
  }

private:
  sc::group Tasks;
  std::string Text;
};

class Shared : public std::enable_shared_from_this<Shared> { // The task keeps the object.
public:
  void start() {
    Tasks.go([this, Self = shared_from_this()] { use(Text); });
  }

private:
  sc::group Tasks;
  std::string Text;
};

class OfOthers { // Somebody else's group, a copy, a number, or another object.
public:
  explicit OfOthers(sc::group &Tasks) : Tasks(Tasks) {}
  void start(OfOthers &Other) {
    Tasks.go([this] { use(Text); });
    Own.go([*this]() mutable { use(0); });
    Own.go([Text = Text] { use(Text); });
    Own.go([this] { use(Number); });
    Own.go([&Other] { use(Other.Text); });
  }

private:
  OfOthers(const OfOthers &From) : Tasks(From.Tasks) {}
  sc::group &Tasks;
  sc::group Own;
  std::string Text;
  int Number = 0;
};

class Ends { // It does not wait there at all, or nobody says so.
public:
  void start() {
    Scope.add([this] { use(Text); });
    Owner.run([this] { use(Text); });
  }

private:
  folly::coro::AsyncScope Scope;
  acme::Owner Owner;
  std::string Text;
};
