// RUN: %check_structured -std=c++17-or-later %s structured-this-capture %t -- -config='{CheckOptions: {SpawnApis: "::acme::Pool::post=detaches;::acme::go=detaches;::acme::Pool::submit=detaches;::acme::Queue::post=posts"}}'

#include <functional>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <string>
#include <thread>
#include <vector>

void use(int);

namespace acme {
struct Pool {
  ~Pool();
  void post(std::function<void()> F);
  int submit(std::function<void()> F);
  void wait();
};
struct Queue {
  void post(std::function<void()> F);
};
void go(std::function<void()> F);
Pool &shared();
} // namespace acme

// The handle is a member, and nothing else names it.

class Reader {
public:
  Reader() { pthread_create(&Thread, nullptr, run, this); }
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: this work uses its 'Reader', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
  // CHECK-NOTES: :[[@LINE-2]]:52: note: the work holds 'this' here
  // CHECK-NOTES: :[[@LINE+1]]:3: note: this destructor does not wait for it
  ~Reader() { Open = false; }

private:
  static void *run(void *Self) {
    use(static_cast<Reader *>(Self)->Open);
    return nullptr;
  }
  pthread_t Thread;
  bool Open = true;
};

// There is no handle.

class Button {
public:
  void click() {
    acme::shared().post([this] { use(Clicks); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work uses its 'Button', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
    // CHECK-NOTES: :[[@LINE-2]]:26: note: the work holds 'this' here
    // CHECK-NOTES: :[[@LINE-6]]:7: note: 'Button' has no destructor that waits for it
  }
  void press() {
    acme::go([&] { use(Clicks); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work uses its 'Button', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
    // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'this' here
    // CHECK-NOTES: :[[@LINE-12]]:7: note: 'Button' has no destructor that waits for it
  }

private:
  int Clicks = 0;
};

class Client {
public:
  explicit Client(acme::Pool &Pool) : Pool(Pool) {}
  void ask() {
    Pool.post(std::bind(&Client::answer, this));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work uses its 'Client', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
    // CHECK-NOTES: :[[@LINE-2]]:42: note: the work holds 'this' here
    // CHECK-NOTES: :[[@LINE-7]]:7: note: 'Client' has no destructor that waits for it
  }

private:
  void answer();
  acme::Pool &Pool;
};

// A template's instantiations are one place.

template <class T> class Box {
public:
  void open() {
    acme::go([this] { use(static_cast<int>(Value)); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work uses its 'Box', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
    // CHECK-NOTES: :[[@LINE-2]]:15: note: the work holds 'this' here
    // CHECK-NOTES: :[[@LINE-6]]:26: note: 'Box' has no destructor that waits for it
  }

private:
  T Value{};
};
void openAll(Box<int> &A, Box<long> &B) {
  A.open();
  B.open();
}

// The destructor may wait, or something else in it.

class Joins {
public:
  void start() { pthread_create(&Thread, nullptr, run, this); }
  ~Joins() { pthread_join(Thread, nullptr); }

private:
  static void *run(void *) { return nullptr; }
  pthread_t Thread;
};

class JoinsInStop {
public:
  void start() { pthread_create(&Thread, nullptr, run, this); }
  void stop() { pthread_join(Thread, nullptr); }

private:
  static void *run(void *) { return nullptr; }
  pthread_t Thread;
};

class StopsElsewhere {
public:
  void start() { pthread_create(&Thread, nullptr, run, this); }
  void stop();

private:
  static void *run(void *) { return nullptr; }
  pthread_t Thread;
};

class ShowsItsThread {
public:
  void start() { pthread_create(&Thread, nullptr, run, this); }
  pthread_t Thread;

private:
  static void *run(void *) { return nullptr; }
};

class HasAFriend {
  friend void stop(HasAFriend &);
  void start() { pthread_create(&Thread, nullptr, run, this); }
  static void *run(void *) { return nullptr; }
  pthread_t Thread;
};

void waitUntilIdle();
class Drains {
public:
  void post() { acme::go([this] { use(N); }); }
  ~Drains() { waitUntilIdle(); }

private:
  int N = 0;
};

class DestroyedElsewhere {
public:
  ~DestroyedElsewhere();
  void post() { acme::go([this] { use(N); }); }

private:
  int N = 0;
};

struct Rundown {
  ~Rundown();
};
class HasARundown {
public:
  void post() { acme::go([this] { use(N); }); }

private:
  int N = 0;
  Rundown Tasks;
};

class Base {
public:
  virtual ~Base() = default;
  virtual void derived() = 0;
};
class MayBeDerivedFrom : public Base {
public:
  void post() { acme::go([this] { use(N); }); }
  void derived() override {}

private:
  int N = 0;
};

// The function itself waits.

class Waits {
public:
  void run(acme::Pool &Pool) {
    Pool.post([this] { use(N); });
    Pool.wait();
  }
  void join() {
    pthread_t Thread;
    pthread_create(&Thread, nullptr, go, this);
    pthread_join(Thread, nullptr);
  }
  void hand() {
    pthread_t Thread;
    pthread_create(&Thread, nullptr, go, this);
    keep(Thread);
  }

private:
  static void *go(void *Self);
  static void keep(pthread_t Thread);
  int N = 0;
};

// The pool is the object's own, or dies first.

class OwnsThePool {
public:
  void start() { Pool.post([this] { use(N); }); }
  void startBoxed() { Boxed->post([this] { use(N); }); }
  void startLocal() {
    acme::Pool Local;
    Local.post([this] { use(N); });
  }

private:
  int N = 0;
  acme::Pool Pool;
  std::unique_ptr<acme::Pool> Boxed;
};

// The object is kept alive, or lives as long as the process.

class Shared : public std::enable_shared_from_this<Shared> {
public:
  void start() {
    acme::go([this, Self = shared_from_this()] { use(N); });
    acme::go([Weak = weak_from_this(), this] {
      if (auto Self = Weak.lock())
        use(N);
    });
  }

private:
  int N = 0;
};

class Registry {
public:
  static Registry &instance() {
    static Registry Only;
    return Only;
  }
  void start() { acme::go([this] { use(N); }); }

private:
  int N = 0;
};

class Hidden {
public:
  void start() { acme::go([this] { use(N); }); }

private:
  Hidden() = default;
  int N = 0;
};

class [[clang::annotate("sc::owns_tasks")]] Owner {
public:
  void start() { acme::go([this] { use(N); }); }

private:
  int N = 0;
};

// The work has a copy of what it needs.

class Copies {
public:
  void start() {
    acme::go([N = N] { use(N); });
    acme::go([*this] { use(N); });
  }

private:
  int N = 0;
};

// A handle that somebody else keeps may be waited for there.

std::vector<std::thread> Threads;
class Kept {
public:
  void start() { Threads.emplace_back([this] { use(N); }); }
  std::thread give() {
    return std::thread([this] { use(N); });
  }

private:
  int N = 0;
};

// Said by another check: what is detached, or lost.

class Others {
public:
  void start() {
    std::thread([this] { use(N); }).detach();
    pthread_t Thread;
    pthread_create(&Thread, nullptr, run, this);
    pthread_detach(Thread);
  }
  void startAnother() {
    pthread_t Thread;
    pthread_create(&Thread, nullptr, run, this);
  }

private:
  static void *run(void *Self);
  int N = 0;
};

// Started by the destructor, which does not wait.

class Last {
public:
  explicit Last(acme::Pool &Work) : Work(Work) {}
  ~Last() {
    Work.post([this] { use(N); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work uses its 'Last', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
    // CHECK-NOTES: :[[@LINE-2]]:16: note: the work holds 'this' here
    // CHECK-NOTES: :[[@LINE-4]]:3: note: this destructor does not wait for it
  }

private:
  acme::Pool &Work;
  int N = 0;
};

class LastAndWaits { // ok: it waits.
public:
  explicit LastAndWaits(acme::Pool &Work) : Work(Work) {}
  ~LastAndWaits() {
    Work.post([this] { use(N); });
    Work.wait();
  }

private:
  acme::Pool &Work;
  int N = 0;
};

class LastOfOwn { // ok: its own pool waits.
public:
  ~LastOfOwn() {
    Work.post([this] { use(N); });
  }

private:
  int N = 0;
  acme::Pool Work;
};

// A shared object that clears what it holds does not wait.

class Streams : public std::enable_shared_from_this<Streams> {
public:
  explicit Streams(acme::Queue &Work) : Work(Work) {}
  ~Streams() { All.clear(); }
  void remove(int Id) {
    Work.post([this, Id] { All[Id].reset(); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work uses its 'Streams', and nothing waits for it before that is destroyed
    // CHECK-NOTES: :[[@LINE-2]]:16: note: the work holds 'this' here
    // CHECK-NOTES: :[[@LINE-5]]:3: note: this destructor does not wait for it
  }

private:
  acme::Queue &Work;
  std::vector<std::shared_ptr<int>> All;
};

class Runners : public std::enable_shared_from_this<Runners> { // ok: the threads end with their objects.
public:
  explicit Runners(acme::Queue &Work) : Work(Work) {}
  ~Runners() { All.clear(); }
  void remove(int Id) {
    Work.post([this, Id] { use(Id + static_cast<int>(All.size())); });
  }

private:
  struct Runner {
    ~Runner();
  };
  acme::Queue &Work;
  std::vector<Runner> All;
};
