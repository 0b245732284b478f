#pragma once

namespace concurrencpp {
template <class T> class result {
public:
  result(result &&) noexcept;
  ~result();
  T get();
};
template <class T> class lazy_result {
public:
  lazy_result(lazy_result &&) noexcept;
  ~lazy_result();
};
} // namespace concurrencpp
