#pragma once
#include <folly/Future.h>

namespace folly {
namespace coro {
class AsyncScope {
public:
  template <class F> Future<Unit> add(F &&) { return Unit(); }
  ~AsyncScope();
  Future<Unit> joinAsync();
};
} // namespace coro
} // namespace folly
