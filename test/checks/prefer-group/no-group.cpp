// RUN: %check_structured -std=c++11,c++20 %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <algorithm>
#include <future>
#include <thread>
#include <vector>

void work();
void more();
void step(int);
bool ready();
void adopt(std::thread &);
void adopt(std::vector<std::thread> &);
void use(std::thread::id);
extern bool Condition;

void oneThread() {
  std::thread Worker(work);
  Worker.join(); // ok: a group would be no shorter.
}

void oneAfterTheOther() {
  std::thread First(work);
  First.join();
  std::thread Second(work);
  Second.join(); // ok: they never run together.
}

void joinedAtDifferentTimes() {
  std::thread Producer(work), Consumer(work);
  Producer.join();
  Condition = true;
  Consumer.join(); // ok: one is told to end when the other has ended.
}

void startedAtDifferentTimes() {
  std::thread Server(work);
  while (!ready())
    std::this_thread::yield();
  std::thread Client(more);
  Client.join();
  Server.join(); // ok: the second waits for something that the first does.
}

void askedForIds() {
  std::thread First(work), Second(work);
  use(First.get_id());
  First.join();
  Second.join(); // ok: only one is left whose handle is not used.
}

void affinity(std::vector<std::thread> &Workers) {
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  step(Workers[0].native_handle());
  for (auto &Worker : Workers)
    Worker.join(); // ok: a group gives out no native handles.
}

void handedOver() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  adopt(Workers);
  for (auto &Worker : Workers)
    Worker.join(); // ok: who knows what else is done with them.
}

void oneHandedOver() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  for (auto &Worker : Workers)
    adopt(Worker);
  for (auto &Worker : Workers)
    Worker.join(); // ok: as above.
}

std::vector<std::thread> returned() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  if (Condition)
    for (auto &Worker : Workers)
      Worker.join();
  return Workers; // ok: the caller may have them.
}

void movedAway() {
  std::thread First(work), Second(work);
  std::thread Third = std::move(First);
  Third.join();
  Second.join(); // ok.
}

void swapped() {
  std::thread First(work), Second(work);
  First.swap(Second);
  First.join();
  Second.join(); // ok.
}

void joinedByAGuard() {
  std::thread First(work), Second(work);
  auto Join = [&] {
    First.join();
    Second.join();
  };
  Join(); // ok: what a lambda does may be done at any time.
}

void joinedIf() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  if (Condition)
    for (auto &Worker : Workers)
      Worker.join(); // ok: not always.
}

void joinedInPart() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  for (auto &Worker : Workers) {
    if (Condition)
      break;
    Worker.join(); // ok: not all of them.
  }
}

void left() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  if (Condition)
    return; // ok: what is wrong here is another check's.
  for (auto &Worker : Workers)
    Worker.join();
}

void detachedToo() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  Workers.emplace_back(more);
  Workers.back().detach();
  Workers.pop_back();
  for (auto &Worker : Workers)
    Worker.join(); // ok: one must not be waited for.
}

void startedElsewhere(std::vector<std::thread> &Workers) {
  for (auto &Worker : Workers)
    Worker.join(); // ok: what started them is not seen.
}

void startedInABranch() {
  std::thread First, Second;
  if (Condition) {
    First = std::thread(work);
    more();
  }
  Second = std::thread(work);
  First.join();
  Second.join(); // ok: not started at one time.
}

void kept() {
  static std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back(work);
  for (auto &Worker : Workers)
    Worker.join(); // ok: others may use it too.
}

class Pool {
public:
  void run() {
    for (int I = 0; I < 4; ++I)
      Workers.emplace_back(work);
    for (auto &Worker : Workers)
      Worker.join(); // ok: others may use it too.
  }

private:
  std::vector<std::thread> Workers;
};

class Started {
public:
  Started() : First(work), Second(work) {}
  ~Started() {
    First.join();
    Second.join(); // ok: an object that runs is no block.
  }

private:
  std::thread First, Second;
};

int askedAtOnce() {
  auto Result = std::async(std::launch::async, [] { return 1; });
  return Result.get(); // ok: a group would be no shorter.
}

void use(std::future<int> Result);
void handedOn() {
  auto First = std::async(std::launch::async, [] { return 1; });
  auto Second = std::async(std::launch::async, [] { return 2; });
  use(std::move(First)); // ok: who gets it decides.
  use(std::move(Second));
}

int askedByChance(bool Sure) {
  auto First = std::async(std::launch::async, [] { return 1; });
  auto Second = std::async(std::launch::async, [] { return 2; });
  if (Sure)
    return First.get() + Second.get(); // ok: elsewhere their errors are nobody's.
  return 0;
}

void eachByItself() {
  auto First = std::async(std::launch::async, work);
  auto Second = std::async(std::launch::async, work);
  try {
    First.get();
  } catch (...) {
  }
  try {
    Second.get(); // ok: each error is looked at.
  } catch (...) {
  }
}

int startedOneAfterOther() {
  auto First = std::async(std::launch::async, [] { return 1; });
  const int One = First.get();
  auto Second = std::async(std::launch::async, [One] { return One; });
  return Second.get(); // ok: a result is what the next begins with.
}

int lazy() {
  auto First = std::async(std::launch::deferred, [] { return 1; });
  auto Second = std::async(std::launch::deferred, [] { return 2; });
  return First.get() + Second.get(); // ok: it runs here.
}

int asked() {
  auto First = std::async(std::launch::async, [] { return 1; });
  First.wait_for(std::chrono::seconds(1)); // ok: a group's tasks cannot be asked so.
  return First.get();
}

int early(bool Late) {
  auto First = std::async(std::launch::async, [] { return 1; });
  auto Second = std::async(std::launch::async, [] { return 2; });
  if (Late)
    return 0; // ok: a group would tell of errors here.
  return First.get() + Second.get();
}
