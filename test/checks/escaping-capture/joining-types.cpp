// A class that joins what it is given holds the work, wherever the object is.
// RUN: %check_structured -check-suffixes=BUILTIN %s structured-escaping-capture %t
// RUN: %check_structured -check-suffixes=BUILTIN,JOINER %s structured-escaping-capture %t -- -config='{CheckOptions: {JoiningTypes: "::acme::Guard"}}'

#include <thread>
#include <utility>
#include <vector>

namespace acme {
class Guard {
public:
  explicit Guard(std::thread);
  Guard(std::thread &, int);
  Guard(Guard &&) noexcept;
  Guard &operator=(Guard &&) noexcept;
  ~Guard();
};
} // namespace acme

namespace gsl {
class joining_thread {
public:
  template <class F> explicit joining_thread(F &&) {}
  joining_thread(joining_thread &&) noexcept;
  ~joining_thread();
};
} // namespace gsl

namespace boost {
struct join_if_joinable;
struct detach;
class thread {
public:
  template <class F> explicit thread(F &&) {}
  thread(thread &&) noexcept;
  ~thread();
};
template <class At = join_if_joinable> class scoped_thread {
public:
  explicit scoped_thread(thread &&);
  scoped_thread(scoped_thread &&) noexcept;
  ~scoped_thread();
};
} // namespace boost

acme::Guard returned() {
  int Sum = 0;
  return acme::Guard(std::thread([&Sum] { ++Sum; }));
  // CHECK-MESSAGES-JOINER: :[[@LINE-1]]:22: warning: this work may outlive 'Sum', which it holds
}

void assigned(acme::Guard &Kept) {
  int Sum = 0;
  Kept = acme::Guard(std::thread([&Sum] { ++Sum; }));
  // CHECK-MESSAGES-JOINER: :[[@LINE-1]]:22: warning: this work may outlive 'Sum', which it holds
}

void inContainer(std::vector<acme::Guard> &Guards) {
  int Sum = 0;
  Guards.push_back(acme::Guard{std::thread{[&Sum] { ++Sum; }}});
  // CHECK-MESSAGES-JOINER: :[[@LINE-1]]:32: warning: this work may outlive 'Sum', which it holds
}

template <class T> acme::Guard inTemplate() {
  T Sum{};
  return acme::Guard(std::thread([&Sum] { ++Sum; }));
  // CHECK-MESSAGES-JOINER: :[[@LINE-1]]:22: warning: this work may outlive 'Sum', which it holds
}
template acme::Guard inTemplate<int>();
template acme::Guard inTemplate<long>();

void local() { // ok: the guard dies first.
  int Sum = 0;
  acme::Guard Joins(std::thread([&Sum] { ++Sum; }));
}

void temporary() { // ok: joined at once.
  int Sum = 0;
  acme::Guard(std::thread([&Sum] { ++Sum; }));
}

void byReference() { // ok: joined by the guard.
  int Sum = 0;
  std::thread Adds([&Sum] { ++Sum; });
  acme::Guard Joins(Adds, 0);
}

void moved() { // ok: joined by the guard.
  int Sum = 0;
  std::thread Adds([&Sum] { ++Sum; });
  acme::Guard Joins(std::move(Adds));
}

acme::Guard passedOn(std::thread Given) { return acme::Guard(std::move(Given)); } // ok: of the caller.

gsl::joining_thread ofLibrary() {
  int Sum = 0;
  gsl::joining_thread Adds([&Sum] { ++Sum; });
  // CHECK-MESSAGES-BUILTIN: :[[@LINE-1]]:23: warning: this work may outlive 'Sum', which it holds
  return Adds;
}

void ofLibraryInScope() { // ok: it joins.
  int Sum = 0;
  gsl::joining_thread Adds([&Sum] { ++Sum; });
}

boost::scoped_thread<> ofBoost() {
  int Sum = 0;
  return boost::scoped_thread<>(boost::thread([&Sum] { ++Sum; }));
  // CHECK-MESSAGES-BUILTIN: :[[@LINE-1]]:33: warning: this work may outlive 'Sum', which it holds
}

void ofBoostInScope() { // ok: it joins.
  int Sum = 0;
  boost::scoped_thread<> Adds(boost::thread([&Sum] { ++Sum; }));
}

boost::scoped_thread<boost::detach> letsGo() { // ok: not a joining one, and so unknown.
  int Sum = 0;
  return boost::scoped_thread<boost::detach>(boost::thread([&Sum] { ++Sum; }));
}
