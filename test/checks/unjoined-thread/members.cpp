// RUN: %check_structured -std=c++17-or-later %s structured-unjoined-thread %t

#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

void work();
bool ready();

// The destructor does not join.

class NoDestructor {
public:
  void start() { Worker = std::thread([] { work(); }); }
  // CHECK-NOTES: :[[@LINE-1]]:27: warning: 'Worker' may be running when its 'NoDestructor' is destroyed, which ends the program; join it in the destructor, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'NoDestructor' has no destructor that joins it

private:
  std::thread Worker;
};

class EmptyDestructor {
public:
  virtual ~EmptyDestructor() {}
  virtual void start() { Worker = std::thread(work); }
  // CHECK-NOTES: :[[@LINE-1]]:35: warning: 'Worker' may be running when its 'EmptyDestructor' is destroyed
  // CHECK-NOTES: :[[@LINE-3]]:11: note: this destructor does not join it
  virtual void stop() {
    if (Worker.joinable())
      Worker.join();
    // CHECK-NOTES: :[[@LINE-1]]:7: note: joined here, if that is called before
  }

protected:
  std::thread Worker;
};

class OtherDestructor {
public:
  OtherDestructor() : Worker(work) {}
  // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'Worker' may be running when its 'OtherDestructor' is destroyed
  ~OtherDestructor() { stop(); }
  // CHECK-NOTES: :[[@LINE-1]]:3: note: this destructor does not join it
  void stop() { Stopped = true; }

private:
  bool Stopped = false;
  std::thread Worker;
};

class Defaulted {
public:
  ~Defaulted() = default;

private:
  std::thread Worker{work};
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Worker' may be running when its 'Defaulted' is destroyed
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'Defaulted' has no destructor that joins it
};

class Pool {
public:
  ~Pool() { Workers.clear(); }
  // CHECK-NOTES: :[[@LINE+3]]:5: warning: the threads in 'Workers' may be running when their 'Pool' is destroyed, which ends the program; join them in the destructor, or give the work an owner, such as an 'sc::group' [structured-unjoined-thread]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: this destructor does not join them
  void grow() {
    Workers.emplace_back(work);
  }

private:
  std::vector<std::thread> Workers;
};

class Boxed {
public:
  void start() { Worker.reset(new std::thread(work)); }
  // CHECK-NOTES: :[[@LINE-1]]:35: warning: 'Worker' may be running when its 'Boxed' is destroyed
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'Boxed' has no destructor that joins it

private:
  std::unique_ptr<std::thread> Worker;
};

class Maybe {
public:
  void start() { Worker.emplace(work); }
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'Worker' may be running when its 'Maybe' is destroyed
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'Maybe' has no destructor that joins it

private:
  std::optional<std::thread> Worker;
};

// It joins.

class Joins { // ok
public:
  ~Joins() {
    if (Worker.joinable())
      Worker.join();
  }
  void start() { Worker = std::thread(work); }

private:
  std::thread Worker;
};

class JoinsAll { // ok
public:
  JoinsAll() {
    for (int I = 0; I < 3; ++I)
      Workers.emplace_back(work);
  }
  ~JoinsAll() {
    for (auto &Worker : Workers)
      Worker.join();
  }

private:
  std::vector<std::thread> Workers;
};

class JoinsByIndex { // ok: it may join, in whatever way.
public:
  void start() { Workers.push_back(std::make_unique<std::thread>(work)); }
  ~JoinsByIndex() {
    for (std::size_t I = 0; I < Workers.size(); ++I)
      Workers[I]->join();
  }

private:
  std::vector<std::unique_ptr<std::thread>> Workers;
};

class JoinsThroughOthers { // ok: the destructor calls what joins.
public:
  JoinsThroughOthers() : Worker(work) {}
  ~JoinsThroughOthers() { close(); }
  void close() { finish(); }

private:
  void finish() { Worker.join(); }
  std::thread Worker;
};

class JoinsInALambda { // ok
public:
  JoinsInALambda() : Worker(work) {}
  ~JoinsInALambda() {
    auto Finish = [this] { Worker.join(); };
    Finish();
  }

private:
  std::thread Worker;
};

class Detaches { // ok: structured-detached-thread speaks of it.
public:
  Detaches() : Worker(work) {}
  ~Detaches() { Worker.detach(); }

private:
  std::thread Worker;
};

class MovesAway { // ok: somebody else has it then.
public:
  MovesAway() : Worker(work) {}
  ~MovesAway();

private:
  std::thread Worker;
};
void adopt(std::thread Worker);
MovesAway::~MovesAway() { adopt(std::move(Worker)); }

// Who joins is not known.

class Elsewhere { // ok: the destructor is not shown.
public:
  Elsewhere() : Worker(work) {}
  ~Elsewhere();

private:
  std::thread Worker;
};

class PartElsewhere { // ok: what the destructor calls is not shown.
public:
  PartElsewhere() : Worker(work) {}
  ~PartElsewhere() { close(); }
  void close();

private:
  std::thread Worker;
};

void release(void *Object);
class HandedOver { // ok: who has the object may join.
public:
  HandedOver() : Worker(work) {}
  ~HandedOver() { release(this); }

private:
  std::thread Worker;
};

struct Guard {
  std::vector<std::thread> &Workers;
  explicit Guard(std::vector<std::thread> &Workers) : Workers(Workers) {}
  ~Guard() {
    for (auto &Worker : Workers)
      Worker.join();
  }
};

class Guarded { // ok: another member joins.
public:
  Guarded() : Joiner(Workers) { Workers.emplace_back(work); }

private:
  std::vector<std::thread> Workers;
  Guard Joiner;
};

class Shown { // ok: whoever asks for it may join.
public:
  Shown() : Worker(work) {}
  std::thread &thread() { return Worker; }

private:
  std::thread Worker;
};

struct Plain { // ok: its user joins.
  std::thread Worker;
  void start() { Worker = std::thread(work); }
};

void usesPlain() {
  Plain Object;
  Object.start();
  Object.Worker.join();
}

class Hidden {
public:
  ~Hidden();

private:
  struct Parts; // ok: the outer class joins.
  std::unique_ptr<Parts> All;
};

struct Hidden::Parts {
  std::thread Worker{work};
};

Hidden::~Hidden() { All->Worker.join(); }

class Base { // ok: no object is just that, and what derives from it may call stop().
public:
  virtual ~Base() {}
  virtual void run() = 0;
  void start() { Worker = std::thread(work); }
  void stop() { Worker.join(); }

private:
  std::thread Worker;
};

class OnlyDerived { // ok: as Base.
public:
  void start() { Worker = std::thread(work); }
  void stop() { Worker.join(); }

protected:
  ~OnlyDerived() {}

private:
  std::thread Worker;
};

// Joined before the object ends.

class InOneCall { // ok: the function that starts it joins it.
public:
  void run() {
    Worker = std::thread(work);
    Worker.join();
  }

private:
  std::thread Worker;
};

class InOneRun { // ok: run() starts and joins.
public:
  void run() {
    start();
    finish();
  }

private:
  void start() { Workers.emplace_back(work); }
  void finish() {
    for (auto &Worker : Workers)
      Worker.join();
  }
  std::vector<std::thread> Workers;
};

class Stopped { // ok: its user stops it.
public:
  void start() { Worker = std::thread(work); }
  void stop() { Worker.join(); }

private:
  std::thread Worker;
};

void usesStopped() {
  Stopped Object;
  Object.start();
  Object.stop();
}

struct Test {
  virtual ~Test();
  virtual void setUp();
  virtual void tearDown();
};

class Fixture : Test { // ok: the base class sees to it that tearDown() is called.
  void setUp() override { Worker = std::thread(work); }
  void tearDown() override { Worker.join(); }
  std::thread Worker;
};

class Asked { // ok: it is said that nothing may run by then.
public:
  void start() { Worker = std::thread(work); }
  void stop() { Worker.join(); }
  ~Asked() { Ended = !Worker.joinable(); }

private:
  bool Ended = false;
  std::thread Worker;
};

#define ASSERT(CONDITION) // Nothing, in this build.

class Asserted { // ok: as Asked.
public:
  void start() { Worker = std::thread(work); }
  void stop() { Worker.join(); }
  ~Asserted() { ASSERT(!Worker.joinable()); }

private:
  std::thread Worker;
};

class Single { // ok: who makes it may never destroy it.
public:
  static Single &instance() {
    static Single *Object = new Single;
    return *Object;
  }

private:
  Single() : Worker(work) {}
  std::thread Worker;
};

struct Closer {
  virtual void close();
  void end() { close(); }
};

class ClosedByBase : public Closer { // ok: close() is that of this class.
public:
  ClosedByBase() : Worker(work) {}
  ~ClosedByBase() { end(); }
  void close() override { Worker.join(); }

private:
  std::thread Worker;
};

struct Named { // ok: the template may join.
  std::thread Named_;
  void start() { Named_ = std::thread(work); }
};

template <class T> void finish(T &All) {
  for (auto &Each : All)
    Each.Named_.join();
}

struct Bound { // ok: another name is joined.
  std::thread Worker;
  int Number;
  void start() { Worker = std::thread(work); }
};

void usesBound(Bound &Object) {
  auto &[Worker, Number] = Object;
  Worker.join();
}

class NeverStarted { // ok: there is no thread.
  std::thread Worker;
};

template <class T> class Templated { // ok: not looked at.
public:
  void start() { Worker = std::thread(work); }

private:
  std::thread Worker;
};
template class Templated<int>;

struct JoinsOne {
  explicit JoinsOne(std::thread &);
  ~JoinsOne();
};

class GuardedByMember { // ok: another member gets the thread, where both are declared.
public:
  GuardedByMember() : Worker(work) {}

private:
  std::thread Worker;
  JoinsOne Joins{Worker};
};

struct GuardsAll {
  explicit GuardsAll(std::vector<std::thread> &);
  ~GuardsAll();
};

class AllGuardedByMember { // ok: so do all of them.
public:
  void start() { Workers.emplace_back(work); }

private:
  std::vector<std::thread> Workers;
  GuardsAll Joins{Workers};
};

class GuardsAnother {
  // CHECK-NOTES: :[[@LINE+3]]:21: warning: 'Worker' may be running when its 'GuardsAnother' is destroyed
  // CHECK-NOTES: :[[@LINE-2]]:7: note: 'GuardsAnother' has no destructor that joins it
public:
  GuardsAnother() : Worker(work) {}

private:
  std::thread Other;
  std::thread Worker;
  JoinsOne Joins{Other};
};
