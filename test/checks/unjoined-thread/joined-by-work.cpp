// Threads that other threads, or handlers, join.
// RUN: %check_structured -std=c++14-or-later %s structured-unjoined-thread %t

#include <array>
#include <functional>
#include <thread>

void serve();
void wait();
void onDone(std::function<void(int)> Handler);

void byHandlers() { // ok: the handlers join them.
  std::array<std::thread, 3> Threads{};
  for (int I = 0; I < 3; ++I)
    onDone([&Threads, I](int) { Threads[I].join(); });
  for (int I = 0; I < 3; ++I)
    Threads[I] = std::thread(serve);
  wait();
}

void byNobody() {
  std::array<std::thread, 3> Threads{};
  for (int I = 0; I < 3; ++I)
    onDone([I](int) { wait(); });
  for (int I = 0; I < 3; ++I)
    Threads[I] = std::thread(serve);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing joins the threads in 'Threads' before its scope ends, which ends the program
  wait();
}

class Service { // ok: the destructor joins what joins the other.
public:
  Service() : Worker(std::bind(&Service::work, this)), Stopper(std::bind(&Service::stop, this)) {}
  ~Service() { Stopper.join(); }

private:
  void work();
  void stop() { Worker.join(); }
  std::thread Worker;
  std::thread Stopper;
};

class Client { // ok: so it is by two steps.
public:
  Client();
  ~Client();

private:
  void send();
  void joinSender();
  void waitForAll();
  std::thread Sender;
  std::thread Waiter;
};

Client::Client() {
  Sender = std::thread(&Client::send, this);
  Waiter = std::thread(&Client::waitForAll, this);
}
Client::~Client() { Waiter.join(); }
void Client::joinSender() { Sender.join(); }
void Client::waitForAll() { joinSender(); }

class Careless {
public:
  Careless() : Worker(&Careless::work, this), Stopper(&Careless::stop, this) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Worker' may be running when its 'Careless' is destroyed, which ends the program
  ~Careless() { Stopper.join(); }

private:
  void work() {}
  void stop() {}
  std::thread Worker;
  std::thread Stopper;
};
