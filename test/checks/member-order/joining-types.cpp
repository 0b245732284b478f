// A member that joins what it is given waits when the object is destroyed.
// RUN: %check_structured -check-suffixes=EARLY %s structured-member-order %t
// RUN: %check_structured -check-suffixes=EARLY,LATE %s structured-member-order %t -- -config='{CheckOptions: {JoiningTypes: "::acme::Guard"}}'

#include <string>
#include <thread>

namespace acme {
class Guard {
public:
  Guard();
  explicit Guard(std::thread);
  Guard &operator=(Guard &&);
  ~Guard();
};
} // namespace acme

class Log {
public:
  void start() {
    Writer = acme::Guard(std::thread([this] { Text = "started"; }));
    // CHECK-MESSAGES-LATE: :[[@LINE-1]]:26: warning: this work uses 'Text', which the object destroys before it waits for the work; declare 'Writer' last
  }

private:
  acme::Guard Writer;
  std::string Text;
};

class Early {
public:
  Early() : Writer(std::thread([this] { Text = "started"; })) {}
  // CHECK-MESSAGES-EARLY: :[[@LINE-1]]:20: warning: this work uses 'Text', which the object makes only after it has started the work; declare 'Writer' last

private:
  acme::Guard Writer;
  std::string Text;
};

class Ordered { // ok: the guard goes first.
public:
  void start() { Writer = acme::Guard(std::thread([this] { Text = "started"; })); }

private:
  std::string Text;
  acme::Guard Writer;
};
