#pragma once

namespace folly {
struct Unit {};
struct exception_wrapper {};
template <class T> class Try {
public:
  T &value();
};
template <class T> class Future {
public:
  Future(T);
  Future(Future &&) noexcept;
  Future &operator=(Future &&) noexcept;
  ~Future();
  static Future makeEmpty();
  template <class F> Future then(F &&) && { return static_cast<Future &&>(*this); }
  template <class F> Future<Unit> thenValue(F &&Work) && {
    Work(value());
    return Unit();
  }
  template <class F> Future<Unit> thenTry(F &&) && { return Unit(); }
  template <class F> Future thenError(F &&) && { return static_cast<Future &&>(*this); }
  template <class Error, class F> Future thenError(Error, F &&) && {
    return static_cast<Future &&>(*this);
  }
  Future via(int) &&;
  Future<Unit> unit() &&;
  Future &cancelAfter(int);
  Future &wait() &;
  Future &&wait() &&;
  bool valid() const noexcept;
  bool isReady() const;
  bool hasException() const;
  T &value() &;
  T get() &&;
};
template <class T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept;
  SemiFuture(Future<T> &&) noexcept;
  ~SemiFuture();
  T get() &&;
};
template <class T> class Promise {
public:
  Future<T> getFuture();
  SemiFuture<T> getSemiFuture();
  void setTry(Try<T> &&);
};
template <class T> class SharedPromise {
public:
  SharedPromise(SharedPromise &&) noexcept;
  Future<T> getFuture() const;
  void setTry(Try<T> &&);
};
template <class T> Future<T> makeFuture(T);
template <class F> Future<Unit> makeFutureWith(F &&) { return Unit(); }
template <class F> Future<Unit> via(int, F &&) { return Unit(); }
template <class T> T copy(T &&);
} // namespace folly
