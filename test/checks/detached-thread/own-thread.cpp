// A thread that lets go of itself: it cannot join itself, and who else comes by joins.
// RUN: %check_structured %s structured-detached-thread %t

#include <thread>

void serve();

class Service {
public:
  Service() : Worker(serve) {}
  ~Service() { stop(); }

  void stop() {
    if (std::this_thread::get_id() != Worker.get_id()) {
      if (Worker.joinable())
        Worker.join();
    } else {
      Worker.detach();
    }
  }

  void end() {
    if (Worker.joinable() && Worker.get_id() == std::this_thread::get_id())
      Worker.detach();
    else
      Worker.join();
  }

  void give(std::thread &Other, bool Wait) {
    if (Worker.get_id() == std::this_thread::get_id())
      Other.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing waits for this detached thread; give it an owner, such as an 'sc::group' [structured-detached-thread]
    if (Worker.get_id() != std::this_thread::get_id())
      Worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing waits for this detached thread
    if (Worker.get_id() != std::this_thread::get_id() && Wait)
      Worker.join();
    else
      Worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing waits for this detached thread
  }

private:
  std::thread Worker;
};
