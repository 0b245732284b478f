// A lambda that takes nothing and is handed to a call alone is the work of what that gives.
// RUN: %check_structured -std=c++14-or-later %s structured-unobserved-error %t

#include <future>

void mayThrow();

class Fibers {
public:
  template <class F> std::future<void> run(F &&Work) { return {}; }
  template <class F> std::future<void> run(const char *Name, F &&Work) { return {}; }
  template <class F, class G> std::future<void> run(F &&Work, G &&Done) { return {}; }
  template <class F> std::future<void> each(F &&Visit) { return {}; }
};

void cannotThrow(Fibers &Some, bool &Ran) { // ok: the work sets a flag.
  auto One = Some.run([&] { Ran = true; });
  One.wait();
  auto Work = [&] { Ran = true; };
  auto Two = Some.run("two", Work);
  Two.wait();
}

void mayFail(Fibers &Some, bool &Ran) {
  auto One = Some.run([] { mayThrow(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing looks at the error that 'One' may carry
  // CHECK-MESSAGES: :[[@LINE+2]]:7: note: waited for here, which does not rethrow
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: the work calls 'mayThrow' here, which may throw
  One.wait();
  auto Two = Some.run([] { mayThrow(); }, [&] { Ran = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing looks at the error that 'Two' may carry
  Two.wait();
  auto Three = Some.each([&](int) { Ran = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nothing looks at the error that 'Three' may carry
  Three.wait();
}

void moreWork(Fibers &Some) {
  auto One = Some.run([&] { return std::future<void>(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing looks at the error that 'One' may carry
  One.wait();
}
