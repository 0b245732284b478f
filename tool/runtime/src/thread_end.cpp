#include "thread_end.h"

#include <climits>
#include <mutex>

namespace sc::leak {

namespace {

enum class key_state { unknown, made, none };

} // namespace

// A destructor of thread-specific data runs however a thread ends. A handler in our frame at the
// bottom of the stack would need unwinding through it, with the program's unwinder and our
// (statically linked) C++ runtime.
static pthread_key_t key;
static std::atomic<key_state> state{key_state::unknown};
static futex_lock making;

// Other destructors of the program may block or start threads, so that ours asks to be called
// again until the last round.
static void end(void *argument) {
  auto &record = *static_cast<thread_record *>(argument);
  if (++record.end_calls < PTHREAD_DESTRUCTOR_ITERATIONS)
    pthread_setspecific(key, &record);
  else
    threads.end(record);
}

bool can_see_threads_end() noexcept {
  if (state.load(std::memory_order_acquire) == key_state::unknown) {
    const std::lock_guard<futex_lock> held(making);
    if (state.load(std::memory_order_relaxed) == key_state::unknown)
      state.store(pthread_key_create(&key, end) == 0 ? key_state::made : key_state::none,
                  std::memory_order_release);
  }
  return state.load(std::memory_order_relaxed) == key_state::made;
}

void see_the_end_of(thread_record &record) noexcept { pthread_setspecific(key, &record); }

void forget_the_calling_thread() noexcept {
  making.reset();
  if (state.load(std::memory_order_relaxed) == key_state::made)
    pthread_setspecific(key, nullptr);
}

} // namespace sc::leak
