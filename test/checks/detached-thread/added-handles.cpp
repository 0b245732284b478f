// Whatever a configured function is declared to return can be given up, called here or not.
// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t -- -config='{CheckOptions: {SpawnApis: "::acme::start=detaches;::acme::Pool::submit=detaches;::acme::Queue::post=detaches;::acme::Missing::post=detaches;::acme::number=blocks"}}'

#include "pool.h"

namespace acme {
class Plain {
public:
  void detach();
};
Plain start(void (*)());
template <class T> class Typed {
public:
  void detach();
};
template <class T> class NotReturned {
public:
  void detach();
};
inline namespace v2 {
class Pool {
public:
  template <class T> Typed<T> submit(T (*)());
};
} // namespace v2
template <class T> class Queue {
public:
  class Ticket {
  public:
    void detach();
  };
  Ticket post(T);
};
int number();
} // namespace acme

void plain(acme::Plain &One) {
  One.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing waits for this detached thread
}

void ofHeader(acme::InHeader &One, acme::NotStarted &Other) {
  One.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing waits for this detached thread
  Other.detach(); // ok: nothing returns it.
}

void ofTemplate(acme::Typed<int> &One, acme::Typed<char> &Other) {
  One.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing waits for this detached thread
  Other.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nothing waits for this detached thread
}

void ofMemberClass(acme::Queue<int>::Ticket &One) {
  One.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing waits for this detached thread
}

struct Job : acme::Plain {};
void ofDerived(Job &One) {
  One.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing waits for this detached thread
}

void ofAnother(acme::NotReturned<int> &One) { One.detach(); } // ok: nothing returns it.
