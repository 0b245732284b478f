// An executor that a pointer owns may wait for its work when the pointer is cleared, or gets another.
// RUN: %check_structured -std=c++14-or-later %s structured-escaping-capture %t

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace folly {
class Executor {
public:
  virtual ~Executor();
  virtual void add(std::function<void()> Work) = 0;
};
class ThreadPoolExecutor : public Executor {
public:
  explicit ThreadPoolExecutor(int Threads);
  ~ThreadPoolExecutor() override;
  void add(std::function<void()> Work) override;
  void setNumThreads(int Number);
  int numThreads() const;
};
class VirtualExecutor : public Executor { // It waits when it ends.
public:
  explicit VirtualExecutor(Executor &Of);
  ~VirtualExecutor() override;
  void add(std::function<void()> Work) override;
};
} // namespace folly

class Pool { // Of the project, and known by its declaration.
public:
  ~Pool();
  void post(std::function<void()> Work);
};

void use(int);

class Engine {
public:
  int resetsMember();
  int resetsUnknown();
  int clearsMember();
  int resetsLocal();
  int setsToNull();
  int replaces();
  int deletes();
  int drives();
  int resetsPlain();
  int asks();
  int resetsLate();
  template <class Of> static bool inScope();

private:
  void add(std::function<void()> Work) { Runs->add(std::move(Work)); }
  std::unique_ptr<folly::ThreadPoolExecutor> Owns;
  std::shared_ptr<void> OwnsAny;
  std::vector<std::unique_ptr<Pool>> OwnsMany;
  std::unique_ptr<std::string> Text;
  folly::Executor *Runs = nullptr;
};

int Engine::resetsMember() {
  int Sum = 0;
  add([&] { ++Sum; });
  Owns.reset();
  return Sum;
}

int Engine::resetsUnknown() {
  int Sum = 0;
  add([&] { ++Sum; });
  OwnsAny.reset();
  return Sum;
}

int Engine::clearsMember() {
  int Sum = 0;
  add([&] { ++Sum; });
  OwnsMany.clear();
  return Sum;
}

int Engine::resetsLocal() {
  auto Own = std::make_unique<folly::ThreadPoolExecutor>(2);
  Runs = Own.get();
  int Sum = 0;
  add([&] { ++Sum; });
  Own.reset();
  return Sum;
}

int Engine::setsToNull() {
  int Sum = 0;
  add([&] { ++Sum; });
  Owns = nullptr;
  return Sum;
}

int Engine::replaces() {
  int Sum = 0;
  add([&] { ++Sum; });
  Owns = std::make_unique<folly::ThreadPoolExecutor>(1);
  return Sum;
}

int Engine::deletes() {
  int Sum = 0;
  add([&] { ++Sum; });
  auto *Own = Owns.release();
  delete Own;
  return Sum;
}

int Engine::drives() {
  int Sum = 0;
  add([&] { ++Sum; });
  Owns->setNumThreads(0);
  return Sum;
}

// What has nothing to do with it waits for nothing, nor does a question.

int Engine::resetsPlain() {
  int Sum = 0;
  add([&] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  Text.reset();
  Text = nullptr;
  return Sum;
}

int Engine::asks() {
  int Sum = 0;
  add([&] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  use(Owns->numThreads());
  return Sum;
}

int Engine::resetsLate() {
  {
    int Sum = 0;
    add([&] { ++Sum; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work may outlive 'Sum', which it holds
  }
  Owns.reset();
  return 0;
}

// In a template, where little is known of what is called, the object still is.
template <class Of> bool Engine::inScope() {
  Of Threads(1);
  bool Called = false, Told = false;
  {
    folly::VirtualExecutor View(Threads);
    auto Value = std::make_shared<Of>(1);
    View.add([&Called, Kept = std::move(Value)] { Called = true; });
  }
  {
    folly::VirtualExecutor View(Threads);
    bool Late = false;
    View.add([&Late, Kept = std::make_shared<Of>(2)] { Late = true; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work may outlive 'Late', which it holds
  }
  return Called && Told;
}
template bool Engine::inScope<folly::ThreadPoolExecutor>();
