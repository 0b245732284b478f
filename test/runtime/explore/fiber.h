#pragma once

#include <cerrno>
#include <csetjmp>
#include <cstddef>
#include <cstring>
#include <cxxabi.h>
#include <sys/mman.h>
#include <system_error>
#include <ucontext.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

// libc++ has it in no header.
namespace __cxxabiv1 {
struct __cxa_eh_globals;
extern "C" __cxa_eh_globals* __cxa_get_globals() noexcept;
}  // namespace __cxxabiv1

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
    stack_ = owned_ = stack;
    size_ = stack_size;
  }
  fiber(const fiber&) = delete;
  fiber& operator=(const fiber&) = delete;
  /// What is on the stack is dropped, not destroyed.
  ~fiber() {
    if (!owned_) return;
#ifdef __SANITIZE_ADDRESS__
    __asan_unpoison_memory_region(owned_, stack_size);
#endif
    munmap(owned_, stack_size);
  }

  /// Called on this fiber; returns when somebody switches back to it.
  void switch_to(fiber& other) noexcept {
    exceptions_ = exchange_exceptions(other.exceptions_);
    left() = this;
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_start_switch_fiber(&shadow_, other.stack_, other.size_);
#endif
    jump_to(other);
    arrived();
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
  /// Leaves a frame that nobody returns to, which AddressSanitizer must not mark.
  [[gnu::no_sanitize_address]] void go_on() noexcept {
    if (!run_) _longjmp(here_, 1);
    starting() = this;
    ucontext_t context;
    getcontext(&context);
    context.uc_stack.ss_sp = stack_;
    context.uc_stack.ss_size = size_;
    context.uc_link = nullptr;
    makecontext(&context, &enter, 0);
    setcontext(&context);
  }
  static void enter() {
    fiber* const self = starting();
    void (*const run)(void*) = self->run_;
    self->run_ = nullptr;  // From now on it is jumped to.
    self->arrived();
    run(self->argument_);
  }
  /// AddressSanitizer learns of each switch; and it knows where the thread's own
  /// stack is.
  void arrived() noexcept {
#ifdef __SANITIZE_ADDRESS__
    const void* stack = nullptr;
    __sanitizer_finish_switch_fiber(shadow_, &stack, &left()->size_);
    left()->stack_ = const_cast<void*>(stack);
#endif
  }
  static fiber*& starting() noexcept {
    static fiber* one = nullptr;
    return one;
  }
  static fiber*& left() noexcept {
    static fiber* one = nullptr;
    return one;
  }

  void (*run_)(void*) = nullptr;
  void* argument_ = nullptr;
  void* owned_ = nullptr;  ///< The stack, if it is not the thread's.
  void* stack_ = nullptr;
  std::size_t size_ = 0;
  [[maybe_unused]] void* shadow_ = nullptr;  ///< AddressSanitizer's.
  exceptions exceptions_;
  jmp_buf here_;
};

}  // namespace explore
