// What an executor runs in the call is a part of it.
// RUN: %check_structured %s structured-escaping-capture %t -- -config='{CheckOptions: {SynchronousFunctions: "::acme::Caller;::acme::Loop::dispatch"}}'

#include <folly/Executor.h>
#include <functional>

namespace folly {
struct InlineLikeExecutor : Executor {};
struct InlineExecutor : InlineLikeExecutor {
  static InlineExecutor &instance();
  void add(std::function<void()> Work) override { Work(); }
};
struct QueuedImmediateExecutor : InlineLikeExecutor {
  void add(std::function<void()> Work) override;
};
} // namespace folly

namespace acme {
struct Caller : folly::Executor {
  void add(std::function<void()> Work) override;
};
struct Special : Caller {};
struct Loop : folly::Executor {
  void add(std::function<void()> Work) override;
  void dispatch(std::function<void()> Work);
};
} // namespace acme

struct Own : folly::InlineLikeExecutor {
  void add(std::function<void()> Work) override;
};

int runHere(folly::InlineExecutor &At, folly::QueuedImmediateExecutor *Queue, Own &Mine,
            acme::Special &Calls) {
  int Sum = 0;
  At.add([&] { ++Sum; });
  Queue->add([&] { ++Sum; });
  Mine.add([&] { ++Sum; });
  Calls.add([&] { ++Sum; });
  folly::InlineExecutor::instance().add([&] { ++Sum; });
  folly::InlineLikeExecutor &Like = At;
  Like.add([&] { ++Sum; });
  return Sum;
}

int runElsewhere(folly::Executor &Any, acme::Loop &Loop) {
  int Sum = 0;
  Loop.dispatch([&] { ++Sum; });
  Loop.add([&] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  Any.add([&] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
  return Sum;
}
