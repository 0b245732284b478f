// Sleeps that stand for no join.
// RUN: %check_structured -std=c++17-or-later %s structured-sleep-as-join %t

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

extern "C" unsigned usleep(unsigned);

void work();
bool connect();
bool poll();

void inTheWorker() { // ok: the work takes its time.
  std::thread([] {
    usleep(1000);
    work();
  }).detach();
}

void rateLimit(std::atomic<bool> &Stop) { // ok: the loop does other work.
  std::thread(work).detach();
  for (;;) {
    if (Stop)
      break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    poll();
  }
}

void backOff() { // ok: tries again after a while.
  std::thread(work).detach();
  for (int I = 0; I < 5; ++I) {
    if (connect())
      return;
    usleep(1000 << I);
  }
}

void untilConnected() { // ok: what the call waits for is not known.
  std::thread(work).detach();
  while (!connect())
    usleep(1000);
}

void untilEither(std::atomic<bool> &Done, int Tries) { // ok: a limit, which no join has.
  std::thread Worker([&] { Done = true; });
  while (!Done && Tries-- > 0)
    usleep(10);
  Worker.join();
}

void changedByOthers(
    std::atomic<bool> &Done) { // ok: not this work changes it, and the work is joined.
  std::thread Worker(work);
  while (!Done)
    usleep(10);
  Worker.join();
}

void afterTheAnswer() { // ok: the work has been waited for by then.
  std::promise<int> Answer;
  std::future<int> Got = Answer.get_future();
  std::thread([&] { Answer.set_value(1); }).detach();
  Got.get();
  usleep(10);
}

void afterTheSignal(std::condition_variable &Ended, std::mutex &Guard) { // ok: likewise.
  std::unique_lock<std::mutex> Lock(Guard);
  std::thread([&] { Ended.notify_one(); }).detach();
  Ended.wait(Lock);
  usleep(10);
}

void onlyOneOfTwo(bool Start) { // ok: the sleep is another path.
  if (Start)
    std::thread(work).detach();
  else
    usleep(10);
}

void leavesAtOnce(bool Start) { // ok: the sleep is not come to.
  if (Start) {
    std::thread(work).detach();
    return;
  }
  usleep(10);
}

void runsForAWhile() { // ok: the work ends when it is told, and the sleep lets it run.
  std::atomic<bool> Stop(false);
  std::thread([&] {
    while (!Stop)
      poll();
  }).detach();
  usleep(1000);
  Stop = true;
}

void daemonBeside() { // ok: nobody waits for the end of what has none.
  std::thread([] {
    for (;;)
      work();
  }).detach();
  usleep(1000);
}

void serviceBeside() { // ok: it ends by itself only when something breaks.
  std::thread([] {
    while (true)
      if (!poll())
        break;
  }).detach();
  usleep(1000);
}

void futureThatWaits() { // ok: the end of the scope waits.
  auto Result = std::async(std::launch::async, work);
  usleep(1000);
}

void yields(std::atomic<bool> &Done) { // ok: no sleep.
  std::thread([&] { Done = true; }).detach();
  while (!Done)
    std::this_thread::yield();
}

struct Bed {
  void sleep(int);
};

void sleepOfAnotherName(Bed &Mine) { // ok: not the function that sleeps.
  std::thread(work).detach();
  Mine.sleep(8);
}

void nothingStarted() { // ok: no work.
  std::thread None;
  usleep(1000);
}
