#pragma once

#include <cstddef>
#include <new>

namespace sc::detail {

class group_state;
class task_node;

/// Where tasks run that have no thread of their own.
///
/// Threads: every member from any thread. It lives as long as the process.
class launcher {
 public:
  /// Whether each running task is listed in its group, for `dump` to show: where
  /// that costs little against its thread.
  const bool lists_tasks;

  /// Takes over \p node and has it executed, by `execute`, on a thread of its own.
  ///
  /// Errors: what prevents that; the node is the caller's then.
  virtual void launch(task_node* node) = 0;

  /// Runs tasks of \p group that have not started, on this thread. The group's
  /// wait does the rest, so this may return at any time. Returns how many have ended:
  /// it is the caller's to have them leave.
  [[nodiscard]] virtual std::size_t help(group_state& group) noexcept {
    static_cast<void>(group);
    return 0;
  }

  /// Whether this thread has given others all that it had, and some have nothing
  /// to do.
  virtual bool is_hungry() const noexcept { return false; }
  /// Whether it likes many small tasks as one that it can split.
  virtual bool splits() const noexcept { return false; }

  /// Memory for a task. Errors: `std::bad_alloc`.
  virtual void* allocate(std::size_t size) { return ::operator new(size); }
  virtual void release(void* memory, std::size_t size) noexcept {
    static_cast<void>(size);
    ::operator delete(memory);
  }

  /// Around the rest of that wait, on a thread that is not the launcher's.
  virtual void before_waiting() noexcept {}
  virtual void after_waiting() noexcept {}

  /// Around what blocks a thread that runs a task of the launcher's.
  virtual void before_blocking() noexcept {}
  virtual void after_blocking() noexcept {}

 protected:
  explicit launcher(bool lists = false) noexcept : lists_tasks(lists) {}
  ~launcher() = default;
};

/// Memory for an object of \p T: the launcher's, if there is one.
template <class T>
class node_memory {
 public:
  explicit node_memory(launcher* from) : from_(over_aligned ? nullptr : from) {
    if constexpr (over_aligned)
      memory_ = ::operator new(sizeof(T), std::align_val_t(alignof(T)));
    else
      memory_ = from ? from->allocate(sizeof(T)) : ::operator new(sizeof(T));
  }
  node_memory(const node_memory&) = delete;
  node_memory& operator=(const node_memory&) = delete;
  ~node_memory() {
    if (memory_) give_back(memory_, from_);
  }

  /// Makes the object. Errors: what its constructor throws.
  template <class... Args>
  T* make(Args&&... args) {
    T* const made = ::new (memory_) T(static_cast<Args&&>(args)...);
    memory_ = nullptr;
    return made;
  }
  /// Destroys what was made.
  static void destroy(T* object, launcher* from) noexcept {
    object->~T();
    give_back(object, from);
  }

 private:
  static constexpr bool over_aligned = alignof(T) > __STDCPP_DEFAULT_NEW_ALIGNMENT__;

  static void give_back(void* memory, launcher* from) noexcept {
    if constexpr (over_aligned)
      ::operator delete(memory, std::align_val_t(alignof(T)));
    else if (from)
      from->release(memory, sizeof(T));
    else
      ::operator delete(memory);
  }

  launcher* const from_;
  void* memory_ = nullptr;
};

}  // namespace sc::detail
