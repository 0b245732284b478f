#pragma once
#include <functional>

namespace sc {
class stop_token {
public:
  bool stop_requested() const noexcept;
};
template <class T> class task {
public:
  task();
  task(task &&) noexcept;
  ~task();
  T get();
};
class group {
public:
  group();
  group(const group &) = delete;
  ~group();
  template <class F> void go(F &&) {}
  template <class F> bool try_go(F &&) { return true; }
  template <class F> task<std::mock_result<F>> spawn(F &&) { return {}; }
  void wait();
  void cancel();
};
template <class F> void detached(const char *, F &&) {}
} // namespace sc
