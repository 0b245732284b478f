#pragma once

namespace folly {
struct Unit {};
template <class T> class Future {
public:
  Future(T);
  Future(Future &&) noexcept;
  Future &operator=(Future &&) noexcept;
  ~Future();
  template <class F> Future then(F &&) && { return static_cast<Future &&>(*this); }
  Future via(int) &&;
  Future &cancelAfter(int);
  T get() &&;
};
template <class T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept;
  ~SemiFuture();
  T get() &&;
};
template <class T> class Promise {
public:
  Future<T> getFuture();
  SemiFuture<T> getSemiFuture();
};
template <class T> Future<T> makeFuture(T);
template <class F> Future<Unit> via(int, F &&) { return Unit(); }
} // namespace folly
