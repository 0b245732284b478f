#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace sc::detail {

/// A queue of a fixed number of places, which are allocated at once.
template <class T>
class channel_ring {
 public:
  channel_ring() noexcept = default;
  /// Errors: `std::bad_alloc`.
  explicit channel_ring(std::size_t places) : places_(places) {
    if (places_ != 0) first_ = std::allocator<T>().allocate(places_);
  }
  channel_ring(const channel_ring&) = delete;
  channel_ring& operator=(const channel_ring&) = delete;
  ~channel_ring() {
    while (size_ != 0) pop();
    if (first_) std::allocator<T>().deallocate(first_, places_);
  }

  std::size_t size() const noexcept { return size_; }
  bool is_full() const noexcept { return size_ == places_; }

  /// Errors: what T's move throws; nothing is changed then.
  void push(T&& value) {
    const std::size_t until_wrap = places_ - front_;
    T* const free = first_ + (size_ < until_wrap ? front_ + size_ : size_ - until_wrap);
    ::new (static_cast<void*>(free)) T(std::move(value));
    ++size_;
  }
  T& front() noexcept { return first_[front_]; }
  void pop() noexcept {
    front().~T();
    front_ = front_ + 1 == places_ ? 0 : front_ + 1;
    --size_;
  }

  void swap(channel_ring& other) noexcept {
    std::swap(first_, other.first_);
    std::swap(places_, other.places_);
    std::swap(front_, other.front_);
    std::swap(size_, other.size_);
  }

 private:
  T* first_ = nullptr;
  std::size_t places_ = 0, front_ = 0, size_ = 0;
};

}  // namespace sc::detail
