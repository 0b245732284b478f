// Threads that wait for each other, so that all of them have to run at once.
// fixes: 1 safe
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

class Meeting {
public:
  explicit Meeting(int guests) : missing(guests) {}

  void arrive() {
    std::unique_lock<std::mutex> hold(lock);
    if (--missing == 0)
      everybody.notify_all();
    everybody.wait(hold, [this] { return missing == 0; });
  }

private:
  std::mutex lock;
  std::condition_variable everybody;
  int missing;
};

int main() {
  const int guests = 24;
  Meeting meeting(guests);
  std::vector<int> before(guests, 0), after(guests, 0);
  std::vector<std::thread> threads;
  for (int guest = 0; guest < guests; ++guest)
    threads.emplace_back([&, guest] {
      before[guest] = 1;
      meeting.arrive();
      for (int other : before)
        after[guest] += other;
    });
  for (auto &thread : threads)
    thread.join();
  for (int seen : after)
    if (seen != guests) {
      std::cerr << "a guest saw " << seen << " of " << guests << "\n";
      return 1;
    }
  return 0;
}
