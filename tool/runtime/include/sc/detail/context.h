#pragma once

namespace sc::detail {

/// Says whose work it is what a task starts, or a thread that runs no task, as
/// long as this lives: `leak_check` has a context for each check.
///
/// A group is in the context where it is made, and so is what its tasks make. So a
/// task that runs on this thread while another waits is not mistaken for it.
///
/// Requires: it is destroyed on its thread.
class context_scope {
 public:
  context_scope(unsigned id, const void* task) noexcept : id_(id), task_(task), outer_(innermost()) {
    innermost() = this;
  }
  context_scope(const context_scope&) = delete;
  context_scope& operator=(const context_scope&) = delete;
  ~context_scope() {
    const context_scope** at = &innermost();
    while (*at && *at != this) at = &(*at)->outer_;
    if (*at) *at = outer_;
  }

  static const context_scope*& innermost() noexcept {
    static thread_local const context_scope* scope = nullptr;
    return scope;
  }
  unsigned id() const noexcept { return id_; }
  void set_id(unsigned id) noexcept { id_ = id; }
  const void* task() const noexcept { return task_; }

 private:
  unsigned id_;
  const void* const task_;
  mutable const context_scope* outer_;
};

/// The context of the calling thread; 0 is nobody's.
unsigned context_here() noexcept;

}  // namespace sc::detail
