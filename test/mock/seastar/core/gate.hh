#pragma once

#include <seastar/core/future.hh>

namespace seastar {
class gate {
public:
  class holder {
  public:
    holder(const holder &);
    holder(holder &&) noexcept;
    ~holder();
  };
  holder hold();
  future<> close();
};
template <class F> future<> with_gate(gate &, F &&) { return {}; }
template <class F> future<> try_with_gate(gate &, F &&) { return {}; }
} // namespace seastar
