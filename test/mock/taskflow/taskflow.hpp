#pragma once
#include <future>

namespace tf {
class Taskflow {};
template <class T> class Future : public std::future<T> {};
class Executor {
public:
  Future<void> run(Taskflow &);
  Future<void> run_n(Taskflow &, unsigned long);
  template <class F> std::future<void> async(F &&);
  void wait_for_all();
};
} // namespace tf
