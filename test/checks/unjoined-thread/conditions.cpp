// RUN: %check_structured %s structured-unjoined-thread %t

#include <thread>

void work();
void more();
bool ready();
int count();
extern bool Condition;
struct Settings {
  bool Parallel;
  bool isParallel() const;
};

// What holds where the thread is started holds where it is joined.

void onOneParameter(bool Parallel) { // ok: one condition, asked twice.
  std::thread Worker;
  if (Parallel)
    Worker = std::thread(work);
  more();
  if (Parallel)
    Worker.join();
}

void negated(bool Serial) { // ok: the same, said in another way.
  std::thread Worker;
  if (!Serial)
    Worker = std::thread(work);
  if (Serial == false)
    Worker.join();
}

void ofAMember(const Settings &Given) { // ok
  std::thread Worker(work);
  if (Given.Parallel)
    Worker.join();
  if (!Given.Parallel)
    Worker.join();
}

void ofACall(const Settings &Given) { // ok: asked twice.
  std::thread Worker;
  if (Given.isParallel())
    Worker = std::thread(work);
  if (Given.isParallel())
    Worker.join();
}

void byAFlag() { // ok: the flag is set where the thread is started.
  std::thread Worker(work);
  bool Joined = false;
  if (ready()) {
    Worker.join();
    Joined = true;
  }
  more();
  if (!Joined)
    Worker.join();
}

void leftWithTheFlag() { // ok: the early return comes after the join.
  std::thread Worker(work);
  bool Joined = false;
  if (ready()) {
    Worker.join();
    Joined = true;
  }
  if (Joined)
    return;
  Worker.join();
}

void byBoth(bool Parallel) { // ok
  std::thread Worker;
  if (Parallel && ready()) {
    Worker = std::thread(work);
  }
  if (Parallel && Worker.joinable())
    Worker.join();
}

void byAnotherCondition(int Workers) { // ok: what the one has to do with the other is not known.
  std::thread Worker;
  if (Workers > 1)
    Worker = std::thread(work);
  if (Workers >= 2)
    Worker.join();
}

void bySwitch(int Mode) { // ok: the same cases.
  std::thread Worker;
  switch (Mode) {
  case 1:
    Worker = std::thread(work);
    break;
  default:
    break;
  }
  switch (Mode) {
  case 1:
    Worker.join();
    break;
  default:
    break;
  }
}

void inALoop() { // ok: the loop is taken to come to the join.
  std::thread Worker(work);
  while (count() > 0) {
    if (ready()) {
      Worker.join();
      break;
    }
  }
}

// What has changed tells nothing any more.

void changed(bool Wait) {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  if (Wait)
    more();
  Wait = ready();
  if (Wait)
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition does not hold
    Worker.join();
}
// CHECK-NOTES: :[[@LINE-1]]:1: note: the scope of 'Worker' ends here without a join

void setToFalse() {
  bool Wait = true;
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  if (ready())
    Wait = false;
  if (Wait)
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition does not hold
    Worker.join();
}
// CHECK-NOTES: :[[@LINE-1]]:1: note: the scope of 'Worker' ends here without a join

void eachForItself(bool First, bool Second) {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  if (First)
    more();
  if (Second)
    // CHECK-NOTES: :[[@LINE-1]]:7: note: this condition does not hold
    Worker.join();
}
// CHECK-NOTES: :[[@LINE-1]]:1: note: the scope of 'Worker' ends here without a join

void either(bool First) {
  std::thread Worker(work);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'Worker' is not joined on every path
  if (First && ready())
    Worker.join();
  else if (First)
    // CHECK-NOTES: :[[@LINE-1]]:12: note: this condition holds
    return;
  // CHECK-NOTES: :[[@LINE-1]]:5: note: returns here without joining 'Worker'
  else
    Worker.join();
}
