// RUN: %check_structured -std=c++17-or-later %s structured-lost-exception %t

#include <array>
#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

void work();
void log(const char *);
struct Cancelled {};

void thrown(bool Bad) {
  std::thread Worker([=] {
    if (Bad)
      throw std::runtime_error("bad");
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: nothing in this thread catches what is thrown here, which ends the program; catch it in the work, or let an 'sc::group' carry it to who waits [structured-lost-exception]
    // CHECK-NOTES: :[[@LINE-4]]:15: note: the thread is started here
    work();
  });
  Worker.join();
}

void made(const std::vector<int> &Numbers) {
  std::thread Worker([&] {
    Numbers.at(3);
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: nothing in this thread catches what 'std::vector<int>::at' may throw, which ends the program
    // CHECK-NOTES: :[[@LINE-3]]:15: note: the thread is started here
  });
  Worker.join();
}

void parse(int &Result, const std::string &Text) { Result = std::stoi(Text); }

void inAFunction(const std::string &Text) {
  int Result = 0;
  std::thread Worker(parse, std::ref(Result), Text);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work may throw, which ends the program
  // CHECK-NOTES: :[[@LINE-6]]:61: note: called here
  Worker.join();
}

void fail() { throw std::runtime_error("bad"); }

void calledByTheWork() {
  std::thread Worker([] { fail(); });
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws, which ends the program
  // CHECK-NOTES: :[[@LINE-5]]:15: note: thrown here
  Worker.join();
}

void allOfThem() {
  std::vector<std::thread> Workers;
  for (int I = 0; I < 3; ++I)
    Workers.emplace_back([] { throw 1; });
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: nothing in this thread catches what is thrown here
  // CHECK-NOTES: :[[@LINE-2]]:5: note: the thread is started here
  for (std::thread &Worker : Workers)
    Worker.join();
}

void anotherTypeIsCaught() {
  std::thread Worker([] {
    try {
      throw std::runtime_error("bad");
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: nothing in this thread catches what is thrown here
      // CHECK-NOTES: :[[@LINE-4]]:15: note: the thread is started here
    } catch (const std::logic_error &) {
      log("bad");
    }
  });
  Worker.join();
}

void twiceTheSame() {
  auto Work = [] { throw 1; };
  // CHECK-NOTES: :[[@LINE-1]]:20: warning: nothing in this thread catches what is thrown here
  // CHECK-NOTES: :[[@LINE+1]]:15: note: the thread is started here
  std::thread First(Work), Second(Work);
  First.join();
  Second.join();
}

// What is caught, and dropped.

void swallowed() {
  std::thread Worker([] {
    int Tries = 0;
    try {
      work();
    } catch (...) {
    }
    // CHECK-NOTES: :[[@LINE-2]]:7: warning: this drops every error
    // CHECK-NOTES: :[[@LINE-7]]:15: note: the work is started here
  });
  Worker.join();
}

void quietly() {
  std::future<void> Result = std::async(std::launch::async, [] {
    try {
      work();
    } catch (const std::exception &) {
    }
    // CHECK-NOTES: :[[@LINE-2]]:7: warning: this drops every error of the work, so that nobody learns that it failed; hand the error over by a promise, or let an 'sc::group' carry it to who waits [structured-lost-exception]
    // CHECK-NOTES: :[[@LINE-6]]:30: note: the work is started here
  });
  Result.get();
}

void droppedAlthoughStrangeIsLogged() {
  std::thread Worker([] {
    try {
      work();
    } catch (const std::exception &) {
    } catch (...) {
      log("failed");
    }
    // CHECK-NOTES: :[[@LINE-4]]:7: warning: this drops every error of the work
    // CHECK-NOTES: :[[@LINE-8]]:15: note: the work is started here
  });
  Worker.join();
}

void droppedButCancelled() {
  std::thread Worker([] {
    try {
      work();
    } catch (const Cancelled &) {
      log("cancelled");
    } catch (...) {
    }
    // CHECK-NOTES: :[[@LINE-2]]:7: warning: this drops every error of the work
    // CHECK-NOTES: :[[@LINE-8]]:15: note: the work is started here
  });
  Worker.join();
}

class Route {
public:
  void follow(unsigned Next) {
    std::thread Guide([this, Next] { At = Stops.at(Next); });
    // CHECK-NOTES: :[[@LINE-1]]:49: warning: nothing in this thread catches what 'std::vector<int>::at' may throw
    // CHECK-NOTES: :[[@LINE-2]]:17: note: the thread is started here
    Guide.join();
  }

private:
  std::vector<int> Stops;
  int At = 0;
};

void failsOnConstants(std::array<int, 3> &Three, int &Sum) {
  std::thread Parser([&] { Sum = std::stoi("port"); });
  // CHECK-NOTES: :[[@LINE-1]]:34: warning: nothing in this thread catches what 'std::stoi' may throw
  // CHECK-NOTES: :[[@LINE-2]]:15: note: the thread is started here
  Parser.join();
  std::thread Reader([&] { Sum = Three.at(3); });
  // CHECK-NOTES: :[[@LINE-1]]:40: warning: nothing in this thread catches what 'std::array<int, 3>::at' may throw
  // CHECK-NOTES: :[[@LINE-2]]:15: note: the thread is started here
  Reader.join();
}

struct Bell {
  virtual ~Bell() = default;
  virtual void ring() { throw 1; }
  // CHECK-NOTES: :[[@LINE+5]]:15: warning: nothing in this thread catches what its work throws
  // CHECK-NOTES: :[[@LINE-2]]:25: note: thrown here
};

void whole() {
  std::thread Worker([] {
    Bell Each; // Nothing else than a Bell.
    Each.ring();
  });
  Worker.join();
}
