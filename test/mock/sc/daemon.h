#pragma once
#include "group.h"
#include <type_traits>

namespace sc {
class daemon {
public:
  daemon();
  template <class F, std::enable_if_t<!std::is_same_v<std::decay_t<F>, daemon>, int> = 0>
  explicit daemon(F &&) : daemon() {}
  daemon(const daemon &) = delete;
  ~daemon();
  template <class F> void start(F &&) {}
  bool request_stop() noexcept;
  void stop();
  void wait();
  bool running() const noexcept;
};
} // namespace sc
