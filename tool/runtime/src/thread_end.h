#pragma once

#include "thread_registry.h"

namespace sc::leak {

/// Makes ready to see threads end. False if the program has used up the keys for it.
bool can_see_threads_end() noexcept;

/// Tells the registry when the calling thread ends: by a return, `pthread_exit` or cancellation.
void see_the_end_of(thread_record &record) noexcept;

/// Leaves the calling thread out: in a process that a fork has just made, it is the main one.
void forget_the_calling_thread() noexcept;

} // namespace sc::leak
