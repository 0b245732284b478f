#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstring>
#include <cxxabi.h>
#include <sys/mman.h>
#include <system_error>
#include <ucontext.h>

namespace explore {

/// A stack of its own, on which a function runs that switches to other fibers
/// itself. The first switch is one of ucontext; the others jump, since ucontext
/// makes a system call each time.
class fiber {
 public:
  /// The stack that is there already: the thread's.
  fiber() noexcept = default;
  /// Runs `run(argument)`, which never returns, when it is first switched to.
  fiber(void (*run)(void*), void* argument) : run_(run), argument_(argument) {
    void* const stack = mmap(nullptr, stack_size, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stack == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "a fiber's stack");
    mprotect(stack, guard_size, PROT_NONE);  // Running over the end is seen.
    stack_ = stack;
  }
  fiber(const fiber&) = delete;
  fiber& operator=(const fiber&) = delete;
  /// What is on the stack is dropped, not destroyed.
  ~fiber() {
    if (stack_) munmap(stack_, stack_size);
  }

  /// Called on this fiber; returns when somebody switches back to it.
  void switch_to(fiber& other) noexcept {
    const exceptions mine = exchange_exceptions(other.exceptions_);
    exceptions_ = mine;
    jump_to(other);
  }

 private:
  static constexpr std::size_t stack_size = 256 * 1024, guard_size = 4096;

  /// What the C++ runtime keeps for a thread: what is thrown and caught just now.
  struct exceptions {
    void* caught = nullptr;
    unsigned uncaught = 0;
  };
  static exceptions exchange_exceptions(const exceptions& next) noexcept {
    exceptions previous;
    void* const here = abi::__cxa_get_globals();
    std::memcpy(&previous, here, sizeof previous);
    std::memcpy(here, &next, sizeof next);
    return previous;
  }

  [[gnu::noinline]] void jump_to(fiber& other) noexcept {
    if (_setjmp(here_) == 0) other.go_on();
  }
  void go_on() noexcept {
    if (!run_) _longjmp(here_, 1);
    starting() = this;
    ucontext_t context;
    getcontext(&context);
    context.uc_stack.ss_sp = stack_;
    context.uc_stack.ss_size = stack_size;
    context.uc_link = nullptr;
    makecontext(&context, &enter, 0);
    setcontext(&context);
  }
  static void enter() {
    fiber* const self = starting();
    void (*const run)(void*) = self->run_;
    self->run_ = nullptr;  // From now on it is jumped to.
    run(self->argument_);
  }
  static fiber*& starting() noexcept {
    static fiber* one = nullptr;
    return one;
  }

  void (*run_)(void*) = nullptr;
  void* argument_ = nullptr;
  void* stack_ = nullptr;
  exceptions exceptions_;
  jmp_buf here_;
};

}  // namespace explore
