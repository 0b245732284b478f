// RUN: %check_structured %s structured-thread-in-constructor %t -- --config="{CheckOptions: {structured-thread-in-constructor.WarnInConstructors: true}}"
// RUN: %check_structured -check-suffix=DEFAULT %s structured-thread-in-constructor %t

#include <functional>
#include <thread>

void work();
void prepare();

std::thread Static(work);
// CHECK-NOTES: :[[@LINE-1]]:13: warning: 'Static' starts a thread before main
// CHECK-NOTES-DEFAULT: :[[@LINE-2]]:13: warning: 'Static' starts a thread before main

// More is done after the start.

class GoesOn final {
public:
  GoesOn() {
    Worker = std::thread([this] { run(); });
    // CHECK-NOTES: :[[@LINE-1]]:14: warning: the constructor of 'GoesOn' starts a thread that uses the object before it is complete; start it in the last line, or in a function of its own [structured-thread-in-constructor]
    // CHECK-NOTES: :[[@LINE+1]]:5: note: the constructor goes on here
    prepare();
  }
  ~GoesOn() { Worker.join(); }
  void run();

private:
  std::thread Worker;
};

class Initializes final {
public:
  Initializes() : Worker(&Initializes::run, this) { Limit = 3; }
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: the constructor of 'Initializes' starts a thread that uses the object before
  // CHECK-NOTES: :[[@LINE-2]]:53: note: the constructor goes on here
  ~Initializes() { Worker.join(); }
  void run();

private:
  int Limit;
  std::thread Worker;
};

class HoldsMember {
public:
  HoldsMember() {
    Worker = std::thread(&HoldsMember::run, std::ref(Limit));
    // CHECK-NOTES: :[[@LINE-1]]:14: warning: the constructor of 'HoldsMember' starts a thread
    // CHECK-NOTES: :[[@LINE+1]]:5: note: the constructor goes on here
    Limit = 3;
  }
  ~HoldsMember() { Worker.join(); }
  static void run(int &);

private:
  int Limit = 0;
  std::thread Worker;
};

// A class that derives from it is made later.

class Base {
public:
  Base() : Worker([this] { run(); }) {}
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: the constructor of 'Base' starts a thread that may use the object before a class that derives from it is complete; make 'Base' final, or start it in a function of its own [structured-thread-in-constructor]
  virtual ~Base() { Worker.join(); }
  virtual void run() = 0;

private:
  std::thread Worker;
};

// Silent.

class Final final {
public:
  Final() { Worker = std::thread([this] { run(); }); } // ok: complete, and nothing derives from it.
  virtual ~Final() { Worker.join(); }
  virtual void run();

private:
  std::thread Worker;
};

class NothingVirtual {
public:
  NothingVirtual() { Worker = std::thread([this] { run(); }); } // ok: what it calls is of this class.
  ~NothingVirtual() { Worker.join(); }
  void run();

private:
  std::thread Worker;
};

class HoldsNothing {
public:
  HoldsNothing() { // ok: the thread does not know the object.
    Worker = std::thread(work);
    prepare();
  }
  virtual ~HoldsNothing() { Worker.join(); }

private:
  std::thread Worker;
};

class HoldsCopy {
public:
  HoldsCopy() { // ok: a copy of a member.
    const int Copy = Limit;
    Worker = std::thread([Copy] { static_cast<void>(Copy); });
    prepare();
  }
  virtual ~HoldsCopy() { Worker.join(); }

private:
  int Limit = 0;
  std::thread Worker;
};

class StartsLater {
public:
  StartsLater() { prepare(); }
  virtual ~StartsLater() { Worker.join(); }
  void start() { Worker = std::thread([this] { run(); }); } // ok: no constructor.
  virtual void run();

private:
  std::thread Worker;
};
