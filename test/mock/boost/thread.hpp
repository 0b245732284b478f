#pragma once
#include <functional>

namespace boost {
class thread {
public:
  thread() noexcept;
  template <class F, class... Args> explicit thread(F &&, Args &&...) {}
  thread(thread &&) noexcept;
  thread &operator=(thread &&) noexcept;
  ~thread();
  bool joinable() const noexcept;
  void join();
  void detach();
};
class thread_group {
public:
  template <class F> thread *create_thread(F) { return nullptr; }
  void join_all();
};
enum class launch { none = 0, async = 1, deferred = 2, executor = 4, any = 3 };
template <class T> class future {
public:
  future() noexcept;
  future(future &&) noexcept;
  ~future();
  T get();
  void wait() const;
  template <class F> future then(F &&) { return {}; }
};
template <class T> future<T> make_ready_future(T);
template <class F> future<std::mock_result<F>> async(F &&) { return {}; }
template <class F> future<std::mock_result<F>> async(launch, F &&) { return {}; }
} // namespace boost
