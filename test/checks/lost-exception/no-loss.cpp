// Errors that are not lost, or are meant to end the program.
// RUN: %check_structured -std=c++17-or-later %s structured-lost-exception %t

#include <array>
#include <exception>
#include <future>
#include <map>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

void work();
void log(const char *);

void unknown() { // ok: nothing shows that it throws.
  std::thread Worker(work);
  Worker.join();
  std::thread Other([] { work(); });
  Other.join();
}

void caught() { // ok: caught and said.
  std::thread Worker([] {
    try {
      throw std::runtime_error("bad");
    } catch (const std::exception &Error) {
      log(Error.what());
    }
  });
  Worker.join();
}

void stored(std::exception_ptr &Error) { // ok: handed over.
  std::thread Worker([&] {
    try {
      throw 1;
    } catch (...) {
      Error = std::current_exception();
    }
  });
  Worker.join();
}

void promised() { // ok: the promise has it.
  std::promise<int> Answer;
  std::thread Worker([&] {
    try {
      work();
      Answer.set_value(1);
    } catch (...) {
      Answer.set_exception(std::current_exception());
    }
  });
  Worker.join();
}

void inAFuture() { // ok: get() throws it.
  std::future<void> Result = std::async(std::launch::async, [] { throw 1; });
  Result.get();
}

void meant() { // ok: it says that an error ends the program.
  std::thread Worker([]() noexcept { work(); });
  Worker.join();
}

void byLoop() { // ok: one failure is no end of a server.
  std::thread Server([] {
    for (;;)
      try {
        work();
      } catch (...) {
        log("failed");
      }
  });
  Server.join();
}

void aPartOfIt() { // ok: only the cleaning up may fail.
  std::thread Worker([] {
    work();
    try {
      work();
    } catch (...) {
    }
  });
  Worker.join();
}

void withReason() { // ok: it says why.
  std::thread Worker([] {
    try {
      work();
    } catch (...) {
      // The next run finds out.
    }
  });
  Worker.join();
}

void loggedUnlessStrange() { // ok: only what is no std::exception is dropped.
  std::thread Worker([] {
    try {
      work();
    } catch (const std::exception &Error) {
      log(Error.what());
    } catch (...) {
    }
  });
  Worker.join();
}

struct Cancelled {};

void oneKind() { // ok: not every error.
  std::thread Worker([] {
    try {
      work();
    } catch (const Cancelled &) {
    }
  });
  Worker.join();
}

void detached() { // ok: structured-detached-thread speaks of it.
  std::thread([] { throw 1; }).detach();
}

void notRun() { // ok: the lambda in the work is only made.
  std::thread Worker([] {
    auto Later = [] { throw 1; };
    (void)Later;
  });
  Worker.join();
}

void unguarded(std::vector<int> &Numbers) { // ok: an index that is not checked does not throw.
  std::thread Worker([&] { Numbers[3] = 1; });
  Worker.join();
}

void readVersion(const std::string &Line, int &Major, int &Minor) { // ok: these are digits.
  std::thread Reader([&] {
    std::smatch Found;
    if (!std::regex_match(Line, Found, std::regex("v([0-9]{1,3})[.]([0-9]{1,3})")))
      return;
    Major = std::stoi(Found[1]);
    const std::string Second = Found[2].str();
    Minor = std::stoi(Second);
  });
  Reader.join();
}

void readConstants(std::array<int, 3> &Three, int &Sum) { // ok: these cannot fail.
  std::thread Reader([&] { Sum = std::stoi("42") + Three.at(2); });
  Reader.join();
}

void askedBefore(std::optional<int> &Limit, int &Used) { // ok: it is there.
  std::thread Worker([&] {
    if (Limit && Limit.has_value())
      Used = Limit.value();
  });
  Worker.join();
}

void knownToBeThere(std::map<int, int> &Ports, std::vector<int> &All) { // ok: it has asked.
  std::thread Worker([&] {
    if (Ports.count(80))
      Ports.at(80) = 1;
    for (std::size_t I = 0; I < All.size(); ++I)
      All.at(I) = 0;
  });
  Worker.join();
}

class Station { // ok: it has at least one platform.
public:
  explicit Station(int Platforms) : Waiting(Platforms + 1), Guard([this] { watch(); }) {}
  ~Station() { Guard.join(); }
  const std::vector<int> &waiting() const { return Waiting; }

private:
  void watch() {
    while (Waiting.at(0) > 0 || Next->waiting().at(0) > 0)
      work();
  }
  Station *Next = this;
  std::vector<int> Waiting;
  std::thread Guard;
};

struct Fault {};
struct Crash : Fault {};

void pointers() { // ok: a pointer to a base, or to anything, catches it.
  std::thread Worker([] {
    try {
      throw new Crash;
    } catch (Fault *Error) {
      delete static_cast<Crash *>(Error);
      log("fault");
    }
    try {
      throw static_cast<int *>(nullptr);
    } catch (const void *) {
      log("pointer");
    }
  });
  Worker.join();
}

struct Alarm {
  virtual ~Alarm() = default;
  virtual void ring() { throw 1; }
};
struct Mute : Alarm {
  void ring() override {}
};
struct Renamed : Mute { // Its objects run what Mute has.
  using Alarm::ring;
};

void overridden(Alarm &Any) { // ok: it may be a Mute.
  std::thread Worker([&] {
    Any.ring();
    Renamed Each;
    Each.ring();
  });
  Worker.join();
}

struct Bell {
  virtual ~Bell() = default;
  virtual void operator()(int) { throw 1; }
};
struct Silent : Bell {
  void operator()(int) override {}
};

void called(Bell &Any) { // ok: it may be a Silent.
  std::thread Worker([&] { Any(1); });
  Worker.join();
}

struct Key {
  Key() noexcept {}
  Key(const Key &) { throw 1; }
};
struct Ring { // Who copies it copies the key.
  Key Only;
};

Ring make() {
  Ring Made;
  return Made;
}

void elided() { // ok: nothing is copied.
  std::thread Worker([] {
    Ring Mine = make();
    (void)Mine;
  });
  Worker.join();
}
