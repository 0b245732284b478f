#include "futex_lock.h"

#include <cerrno>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sc::leak {

// The thread functions leave errno alone, and so must what stands in for them.
static void futex(std::atomic<int> &word, int operation, int value) noexcept {
  const int before = errno;
  syscall(SYS_futex, &word, operation | FUTEX_PRIVATE_FLAG, value, nullptr, nullptr, 0);
  errno = before;
}

void futex_lock::wait() noexcept { futex(state_, FUTEX_WAIT, contended); }
void futex_lock::wake() noexcept { futex(state_, FUTEX_WAKE, 1); }

} // namespace sc::leak
