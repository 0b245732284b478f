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
/// Shape:   the size is a multiple of the default alignment.
/// Threads: `take` and `give_back_own` by the owner, `give_back` by any.
/// Source:  oneTBB's small_object_pool.
template <std::size_t Size>
class block_cache {
 public:
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
    rest_ += Size;
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
    block* const one = ::new (memory) block{nullptr};
    give_back(one, one);
  }

 private:
  template <std::size_t>
  friend class returned_blocks;
  struct block {
    block* next;
  };

  /// A list, from the first to the last.
  void give_back(block* first, block* last) noexcept {
    last->next = others_.load(std::memory_order_relaxed);
    while (!others_.compare_exchange_weak(last->next, first, std::memory_order_release,
                                          std::memory_order_relaxed)) {
    }
  }

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
    left_ = (chunk_size - head) / Size;
  }

  block* mine_ = nullptr;
  unsigned char* rest_ = nullptr;
  std::size_t left_ = 0;
  chunk* chunks_ = nullptr;
  char apart_[64] = {};  // Others write to what follows.
  std::atomic<block*> others_{nullptr};
};

/// Blocks of another's cache on their way home, some at a time.
///
/// Threads: one.
template <std::size_t Size>
class returned_blocks {
 public:
  void add(block_cache<Size>& owner, void* memory) noexcept {
    if (owner_ != &owner || count_ == most) flush();
    owner_ = &owner;
    first_ = ::new (memory) block{first_};
    if (count_++ == 0) last_ = first_;
  }
  void flush() noexcept {
    if (count_ != 0) owner_->give_back(first_, last_);
    first_ = nullptr;
    count_ = 0;
  }

 private:
  using block = typename block_cache<Size>::block;
  static constexpr unsigned most = 32;

  block_cache<Size>* owner_ = nullptr;
  block* first_ = nullptr;
  block* last_ = nullptr;
  unsigned count_ = 0;
};

/// The blocks of a thread: its own, and those of others on their way home.
///
/// Threads: one.
template <std::size_t Size>
class block_exchange {
 public:
  /// Errors: `std::bad_alloc`.
  void* take() { return own_.take(); }
  void give_back(void* memory) noexcept {
    block_cache<Size>& owner = block_cache<Size>::owner_of(memory);
    if (&owner == &own_)
      own_.give_back_own(memory);
    else
      returned_.add(owner, memory);
  }
  void flush() noexcept { returned_.flush(); }

 private:
  block_cache<Size> own_;
  returned_blocks<Size> returned_;
};

}  // namespace sc::detail
