#pragma once

#include <new>
#include <utility>

namespace sc::detail {

/// Room for an object that is made later than this, or destroyed earlier.
///
/// Requires: at most one is made at a time.
template <class T>
class stored {
 public:
  stored() noexcept = default;
  stored(const stored&) = delete;
  stored& operator=(const stored&) = delete;
  ~stored() { end(); }

  /// Errors: what the constructor throws; there is none then.
  template <class... Args>
  void make(Args&&... args) {
    ::new (static_cast<void*>(bytes_)) T(std::forward<Args>(args)...);
    is_there_ = true;
  }
  void end() noexcept {
    if (is_there_) get().~T();
    is_there_ = false;
  }

  explicit operator bool() const noexcept { return is_there_; }
  T& get() noexcept { return *std::launder(reinterpret_cast<T*>(bytes_)); }

 private:
  alignas(T) unsigned char bytes_[sizeof(T)];
  bool is_there_ = false;
};

}  // namespace sc::detail
