// What returns nothing has no result to drop, in a template either.
// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t -- -config='{CheckOptions: {SpawnApis: "::acme::go=detaches"}}'

#include <functional>

namespace acme {
void go(std::function<void()> Work);
}

void use(int);

void plain() {
  acme::go([] { use(1); });
}

template <class T> void inTemplate(T Value) {
  acme::go([Value] { use(Value); });
}
template <class T> struct Box {
  void open() {
    acme::go([this] { use(Value); });
  }
  T Value;
};
void all(Box<int> &Of) {
  inTemplate(1);
  Of.open();
}
