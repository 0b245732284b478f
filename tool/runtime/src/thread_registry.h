#pragma once

#include "call_stack.h"
#include "futex_lock.h"

#include <cstdint>
#include <pthread.h>
#include <sys/types.h>
#include <vector>

namespace sc::leak {

/// What is known of a thread that was started.
struct thread_facts {
  std::uint64_t number = 0; ///< Counts from 1, in the order of the starts.
  pthread_t handle = {};    ///< Once it is listed.
  pid_t tid = 0;            ///< 0 until the thread has begun to run.
  bool detached = false;
  bool ended = false;
  char name[16] = {};        ///< The name that it ended with.
  void (*start)() = nullptr; ///< The function that the program gave it.
  call_stack creation;
};

/// A thread, and what the registry needs to find it.
struct thread_record {
  thread_facts facts;
  void *argument = nullptr;
  int end_calls = 0; ///< See thread_end.cpp.
  bool listed = false;
  thread_record *next = nullptr;
};

/// Names the record of one thread, and of no other that got the same memory later.
struct record_key {
  thread_record *record = nullptr;
  std::uint64_t number = 0;
};

/// The threads that were started, and are neither joined nor, once they are detached, ended.
///
/// It works before any constructor and after every destructor, and calls neither `malloc` nor
/// anything else that the program may replace: a record comes from pages of our own, and goes
/// back there when its thread is forgotten.
///
/// Threads: all of it from any thread.
class thread_registry {
public:
  constexpr thread_registry() = default;

  /// Makes the record of a thread that is about to be created. None if there is no memory.
  record_key add(void (*start)(), void *argument, bool detached, const void *caller) noexcept;

  /// Forgets a thread that could not be created.
  void abandon(record_key key) noexcept;

  /// Lists a created thread, unless it has begun by itself, or even ended.
  //
  // It takes a pointer since the program may have destroyed the handle by then: a thread that
  // has begun may delete the object that holds it.
  void list(record_key key, const pthread_t *handle) noexcept;

  /// Lists the calling thread, if its creator has not been so far yet.
  void begin(thread_record &record) noexcept;

  /// The calling thread ends.
  void end(thread_record &record) noexcept;

  /// The thread that a handle stands for. None if it is not known.
  record_key find(pthread_t handle) noexcept;

  void joined(record_key key) noexcept;
  void detached(record_key key) noexcept;

  /// What is known of the threads, in the order of their starts.
  ///
  /// Errors: `std::bad_alloc`.
  std::vector<thread_facts> facts();

  /// Forgets all threads: in a process that a fork has just made.
  void reset() noexcept;

private:
  static constexpr unsigned bucket_bits = 12;

  thread_record **bucket_of(pthread_t handle) noexcept;
  bool holds(record_key key) const noexcept;
  void insert(thread_record &record, pthread_t handle) noexcept;
  void forget(thread_record &record) noexcept;
  bool add_memory() noexcept;

  futex_lock lock_;
  std::uint64_t started_ = 0;
  std::size_t listed_ = 0;
  thread_record *unused_ = nullptr;
  thread_record *buckets_[1U << bucket_bits] = {};
};

/// The one of this process.
extern thread_registry threads;

} // namespace sc::leak
