// What another file decides is said where that is asked for.
// RUN: %check_structured -std=c++17-or-later %s structured-unjoined-thread %t
// RUN: %check_structured -std=c++17-or-later -check-suffixes=,ALL %s structured-unjoined-thread %t -- -config='{CheckOptions: {structured-unjoined-thread.ReportUnknown: true}}'

#include <thread>
#include <vector>

void work();

class Elsewhere {
public:
  void start() { Worker = std::thread(work); }
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:27: warning: this file does not show whether 'Worker' is joined before its 'Elsewhere' is destroyed; see 'Elsewhere::~Elsewhere'
  ~Elsewhere();

private:
  std::thread Worker;
};

class ThroughOthers {
public:
  ThroughOthers() { Workers.emplace_back(work); }
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:21: warning: this file does not show whether 'Workers' is joined before its 'ThroughOthers' is destroyed; see 'ThroughOthers::close' and 1 more
  ~ThroughOthers() {
    stop();
    close();
  }
  void stop();
  void close();

private:
  std::vector<std::thread> Workers;
};

class NoDestructor {
public:
  void start() { Worker = std::thread(work); }
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:27: warning: this file does not show whether 'Worker' is joined before its 'NoDestructor' is destroyed; see 'NoDestructor::stop'
  void stop();

private:
  std::thread Worker;
};

// All of it is here.

class Joins {
public:
  void start() { Worker = std::thread(work); }
  ~Joins() {
    other();
    Worker.join();
  }
  void other();

private:
  std::thread Worker;
};

class JoinsElsewhere {
public:
  void start();
  ~JoinsElsewhere() { Worker.join(); }

private:
  std::thread Worker;
};
void JoinsElsewhere::start() { Worker = std::thread(work); }

class Forgets {
public:
  void start() { Worker = std::thread(work); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Worker' may be running when its 'Forgets' is destroyed

private:
  std::thread Worker;
};
