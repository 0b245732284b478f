#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

namespace sc::detail {

/// Blocks of one size, which one thread takes and any thread gives back.
///
/// They are cut from chunks, which are kept: as many blocks as were ever in use
/// at a time.
///
/// Threads: `take` and `give_back_own` by the owner, `give_back` by any.
/// Source:  oneTBB's small_object_pool.
class block_cache {
 public:
  /// With room for a task whose callable has 88 bytes.
  static constexpr std::size_t block_size = 160;

  block_cache() = default;
  block_cache(const block_cache&) = delete;
  block_cache& operator=(const block_cache&) = delete;

  /// Errors: `std::bad_alloc`.
  void* take() {
    if (!mine_) mine_ = others_.exchange(nullptr, std::memory_order_acquire);
    if (block* const one = mine_) {
      mine_ = one->next;
      return one;
    }
    if (left_ == 0) add_chunk();
    void* const one = rest_;
    rest_ += block_size;
    --left_;
    return one;
  }

  void give_back_own(void* memory) noexcept { mine_ = ::new (memory) block{mine_}; }

  /// Whose \p memory is, which is a block of some cache.
  static block_cache& owner_of(void* memory) noexcept {
    const auto address = reinterpret_cast<std::uintptr_t>(memory);
    return *reinterpret_cast<chunk*>(address & ~(chunk_size - 1))->owner;
  }
  void give_back(void* memory) noexcept {
    block* const one = ::new (memory) block{others_.load(std::memory_order_relaxed)};
    while (!others_.compare_exchange_weak(one->next, one, std::memory_order_release,
                                          std::memory_order_relaxed)) {
    }
  }

 private:
  struct block {
    block* next;
  };
  struct chunk {
    block_cache* owner;
    chunk* before;
  };
  static constexpr std::size_t chunk_size = 64 * 1024, head = 64;
  static_assert(sizeof(chunk) <= head);

  void add_chunk() {
    void* const memory = ::operator new(chunk_size, std::align_val_t(chunk_size));
    chunks_ = ::new (memory) chunk{this, chunks_};
    rest_ = static_cast<unsigned char*>(memory) + head;
    left_ = (chunk_size - head) / block_size;
  }

  block* mine_ = nullptr;
  unsigned char* rest_ = nullptr;
  std::size_t left_ = 0;
  chunk* chunks_ = nullptr;
  char apart_[64] = {};  // Others write to what follows.
  std::atomic<block*> others_{nullptr};
};

}  // namespace sc::detail
