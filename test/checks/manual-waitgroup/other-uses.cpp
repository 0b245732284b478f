// RUN: %check_structured -std=c++11,c++17,c++20 %s structured-manual-waitgroup %t

#include <atomic>
#include <condition_variable>
#include <functional>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

void work();
void more();
void serve(std::latch &);
void use(int);
void show(const std::atomic<int> &);
bool ready();
void serveLater(std::function<void()>);

void startGate() {
  std::latch Go(1);
  std::thread First([&] {
    Go.wait();
    work();
  });
  std::thread Second([&] {
    Go.wait();
    work();
  });
  Go.count_down(); // ok: the work waits for this function.
  First.join();
  Second.join();
}

void reachesAPoint() {
  std::latch Ready(2);
  std::thread First([&] {
    Ready.count_down();
    work();
  });
  std::thread Second([&] {
    Ready.count_down();
    work();
  });
  Ready.wait(); // ok: the work goes on.
  First.join();
  Second.join();
}

void oneThread() {
  std::latch Done(1);
  std::thread Worker([&] {
    work();
    Done.count_down();
  });
  Done.wait(); // ok: one is no group.
  Worker.join();
}

void meetAndGoOn() {
  std::latch Met(3);
  std::thread First([&] { Met.arrive_and_wait(); });
  std::thread Second([&] { Met.arrive_and_wait(); });
  Met.arrive_and_wait(); // ok: all wait for each other.
  First.join();
  Second.join();
}

void handedOver(int Count) {
  std::latch Done(Count);
  for (int I = 0; I < Count; ++I)
    std::thread([&] { Done.count_down(); }).detach();
  serve(Done);
  Done.wait(); // ok: others may count too.
}

void readLater(int Count) {
  std::atomic<int> Done(0);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      ++Done;
    }).detach();
  while (Done != Count)
    std::this_thread::yield();
  use(Done); // ok: it says more than that all are done.
}

void watched(int Count) {
  std::atomic<int> Done(0);
  for (int I = 0; I < Count; ++I)
    std::thread([&] { ++Done; }).detach();
  while (Done != Count)
    show(Done); // ok: the wait does something.
}

void queue(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Items = 0;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      std::lock_guard<std::mutex> Lock(Guard);
      ++Items;
      Changed.notify_one();
    }).detach();
  for (int I = 0; I < Count; ++I) {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock, [&] { return Items > 0; });
    --Items; // ok: what is made is taken, again and again.
  }
}

void numbered(int Count) {
  std::atomic<int> Next(0);
  for (int I = 0; I < Count; ++I)
    std::thread([&] { use(++Next); }).detach();
  while (Next != Count)
    std::this_thread::yield(); // ok: each takes a number.
}

void waitedTwice(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Done = 0;
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      std::lock_guard<std::mutex> Lock(Guard);
      ++Done;
    }).detach();
  std::unique_lock<std::mutex> Lock(Guard);
  while (Done < Count / 2)
    Changed.wait(Lock);
  more();
  while (Done < Count) // ok: half of them is waited for, too.
    Changed.wait(Lock);
}

void flag() {
  std::mutex Guard;
  std::condition_variable Changed;
  bool Done = false;
  for (int I = 0; I < 2; ++I)
    std::thread([&] {
      std::lock_guard<std::mutex> Lock(Guard);
      Done = true;
      Changed.notify_one();
    }).detach();
  std::unique_lock<std::mutex> Lock(Guard);
  Changed.wait(Lock, [&] { return Done; }); // ok: whoever is first.
}

class Pool {
public:
  void run(int Count) {
    for (int I = 0; I < Count; ++I)
      std::thread([this] { ++Done; }).detach();
    while (Done != Count)
      std::this_thread::yield(); // ok: a member may be used by others.
  }

private:
  std::atomic<int> Done;
};

void copied(int Count) {
  int Done = 0;
  for (int I = 0; I < Count; ++I)
    std::thread([Done]() mutable { ++Done; }).detach();
  while (Done < Count) // ok: what counts is a copy, and this is wrong in another way.
    std::this_thread::yield();
}

void nothingStarted(std::latch &Done, int Count) {
  int Ready = 0;
  while (Ready < Count)
    Ready += ready();
  Done.wait(); // ok: no work is started here.
}

void limit(int Count) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Running = 0;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I) {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock, [&] { return Running < 4; }); // ok: a limit, not a join.
    ++Running;
    Workers.emplace_back([&] {
      work();
      std::lock_guard<std::mutex> Inner(Guard);
      --Running;
      Changed.notify_one();
    });
  }
  for (auto &Worker : Workers)
    Worker.join();
}

void limitAtTheEnd(const std::vector<int> &Items, int Limit) {
  std::atomic<int> Running(0);
  for (int Item : Items) {
    ++Running;
    std::thread([&Running, Item] {
      use(Item);
      --Running;
    }).detach();
    while (Running >= Limit) // ok: the same.
      std::this_thread::yield();
  }
}

void oneAtATime(int Count) {
  for (int I = 0; I < Count; ++I) {
    std::latch Done(1);
    std::thread Worker([&] {
      use(I);
      Done.count_down();
    });
    Done.wait(); // ok: one is no group, however often.
    Worker.join();
  }
}

void most(int Count, int Quorum) {
  std::atomic<int> Votes(0);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      ++Votes;
    }).detach();
  while (Votes < Quorum) // ok: not all are waited for.
    std::this_thread::yield();
}

void theFirst(int Count) {
  std::atomic<int> Done(0);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      work();
      ++Done;
    }).detach();
  while (Done == 0) // ok: the first is waited for.
    std::this_thread::yield();
}

void amount(int Total, int Each) {
  std::atomic<int> Bytes(0);
  for (int I = 0; I < Total; I += Each)
    std::thread([&] {
      work();
      Bytes.fetch_add(Each);
    }).detach();
  while (Bytes < Total) // ok: what is counted is no work.
    std::this_thread::yield();
}

struct Round {
  std::mutex Guard;
  std::condition_variable Changed;
  int Here = 0;
};

void rendezvous(int Count) {
  Round Shared;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      std::unique_lock<std::mutex> Lock(Shared.Guard);
      ++Shared.Here;
      Shared.Changed.notify_all();
      while (Shared.Here != 0)
        Shared.Changed.wait(Lock);
    });
  std::unique_lock<std::mutex> Lock(Shared.Guard);
  while (Shared.Here != Count) // ok: the work waits for this function in turn.
    Shared.Changed.wait(Lock);
  Shared.Here = 0;
  for (auto &Worker : Workers)
    Worker.join();
}

void twoObjects(int Count) {
  Round Left, Right;
  for (int I = 0; I < Count; ++I) {
    std::thread([&] { ++Left.Here; }).detach();
    std::thread([&] { ++Right.Here; }).detach();
  }
  while (Left.Here < Count) // ok: of which of the two a member counts, is not told apart.
    std::this_thread::yield();
  while (Right.Here < Count)
    std::this_thread::yield();
}

void ofCaller(std::atomic<int> &Done, Round *Shared, int Count) {
  for (int I = 0; I < Count; ++I)
    std::thread([&Done, Shared] {
      ++Shared->Here;
      ++Done;
    }).detach();
  while (Done != Count) // ok: the caller has them, too.
    std::this_thread::yield();
  while (Shared->Here != Count)
    std::this_thread::yield();
}

void inCallback(int Count) {
  std::atomic<int> Done(0);
  for (int I = 0; I < Count; ++I)
    std::thread([&] {
      auto Later = [&] { ++Done; };
      serveLater(Later);
    }).detach();
  while (Done != Count) // ok: what counts is not the work that is started here.
    std::this_thread::yield();
}

void counts(int By) {
  std::atomic<int> Done(0);
  std::thread First([&] { ++Done; });
  std::thread Second([&] { ++Done; });
  while (Done != 2 + By) // ok: what it says is not understood.
    std::this_thread::yield();
  First.join();
  Second.join();
}

void byValue(int Done) { ++Done; }

void handedAsCopy(int Count) {
  int Done = 0;
  for (int I = 0; I < Count; ++I)
    std::thread(byValue, Done).detach();
  while (Done < Count) // ok: this is wrong in another way.
    std::this_thread::yield();
}

struct Pools {
  void post(void (*)(void *), void *);
  void createThreadPool(void (*)(void *), void *);
};

static void posted(void *With) { ++static_cast<Round *>(With)->Here; }

void onAPool(Pools &Of, int Count) {
  Round Shared;
  for (int I = 0; I < Count; ++I)
    Of.post(posted, &Shared);
  while (Shared.Here < Count) // ok: no group runs work on another's pool.
    std::this_thread::yield();
}

void onAThreadPool(Pools &Of, int Count) {
  Round Shared;
  for (int I = 0; I < Count; ++I)
    Of.createThreadPool(posted, &Shared);
  while (Shared.Here < Count) // ok: the same.
    std::this_thread::yield();
}
