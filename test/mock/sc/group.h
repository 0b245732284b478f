#pragma once
#include "detached.h"
#include <chrono>
#include <exception>
#include <functional>
#include <stdexcept>
#include <vector>

namespace sc {
class stop_token {
public:
  bool stop_requested() const noexcept;
};
class group_closed : public std::logic_error {
public:
  group_closed();
};
class not_joined : public std::logic_error {
public:
  not_joined();
};
struct limit {
  unsigned tasks;
};
struct timeout {
  std::chrono::seconds after;
};
enum class propagate { wait, terminate };
enum class outcome { ok, failed, cancelled, timed_out };
template <class T> class task {
public:
  task();
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  ~task();
  T get();
};
class group {
public:
  group();
  template <class Option, class... Options> explicit group(Option, Options...) : group() {}
  group(const group &) = delete;
  ~group();
  template <class F, class... Args> void go(F &&, Args &&...) {}
  template <class F> bool try_go(F &&) { return true; }
  template <class F> void go_n(unsigned long, F) {}
  template <class F, class... Args> task<std::mock_result<F, Args...>> spawn(F &&, Args &&...) {
    return {};
  }
  void wait();
  SC_MOCK_NODISCARD outcome wait_nothrow();
  template <class Time> SC_MOCK_NODISCARD bool wait_until(const Time &) { return true; }
  void cancel();
  void close() noexcept;
  void reset();
  std::exception_ptr cause() const noexcept;
  std::vector<std::exception_ptr> errors() const;
};
} // namespace sc
