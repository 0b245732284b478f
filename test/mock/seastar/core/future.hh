#pragma once

namespace seastar {
template <class T = void> class future {
public:
  future();
  future(future &&) noexcept;
  ~future();
  T get();
  template <class F> future then(F &&) { return {}; }
};
template <class T = void> class promise {
public:
  future<T> get_future();
};
template <class T = void> future<T> make_ready_future();
future<> sleep(int);
} // namespace seastar
