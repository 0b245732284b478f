#pragma once
#include <functional>

namespace hpx {
template <class T> class future {
public:
  future() noexcept;
  future(future &&) noexcept;
  ~future();
  T get();
};
template <class F> void post(F &&) {}
template <class F> future<std::mock_result<F>> async(F &&) { return {}; }
} // namespace hpx
