// The functions that stand in front of those of the C library.
//
// No object with a destructor may live across a call that waits: a cancelled thread is unwound
// through these frames.

#include "thread_end.h"
#include "thread_registry.h"

#include <dlfcn.h>
#include <threads.h>

namespace sc::leak {

namespace {

/// The next definition of a function after ours: the C library's, or another tool's.
template <class Function> class next_function {
public:
  constexpr explicit next_function(const char *name) : name_(name) {}

  Function *get() noexcept {
    void *found = found_.load(std::memory_order_relaxed);
    if (found == nullptr) {
      found = dlsym(RTLD_NEXT, name_);
      found_.store(found, std::memory_order_relaxed);
    }
    return reinterpret_cast<Function *>(found);
  }

private:
  const char *name_;
  std::atomic<void *> found_{nullptr};
};

} // namespace

static next_function<decltype(pthread_create)> next_create("pthread_create");
static next_function<decltype(pthread_join)> next_join("pthread_join");
static next_function<decltype(pthread_tryjoin_np)> next_tryjoin("pthread_tryjoin_np");
static next_function<decltype(pthread_timedjoin_np)> next_timedjoin("pthread_timedjoin_np");
static next_function<decltype(pthread_clockjoin_np)> next_clockjoin("pthread_clockjoin_np");
static next_function<decltype(pthread_detach)> next_detach("pthread_detach");
static next_function<decltype(thrd_create)> next_c_create("thrd_create");
static next_function<decltype(thrd_join)> next_c_join("thrd_join");
static next_function<decltype(thrd_detach)> next_c_detach("thrd_detach");

/// What a thread runs first.
template <class Result> static Result run(void *argument) {
  auto &record = *static_cast<thread_record *>(argument);
  const auto start = reinterpret_cast<Result (*)(void *)>(record.facts.start);
  void *const own_argument = record.argument;
  threads.begin(record);
  see_the_end_of(record);
  return start(own_argument);
}

/// Creates a thread by `create(start, argument)`, and records it.
template <class Result, class Create>
static int recorded(pthread_t *handle, Result (*start)(void *), void *argument, bool detached,
                    const void *caller, const Create &create) noexcept {
  record_key key;
  if (can_see_threads_end())
    key = threads.add(reinterpret_cast<void (*)()>(start), argument, detached, caller);
  if (key.record == nullptr)
    return create(start, argument);
  const int result = create(run<Result>, key.record);
  if (result == 0)
    threads.list(key, handle);
  else
    threads.abandon(key);
  return result;
}

static bool starts_detached(const pthread_attr_t *attributes) noexcept {
  int state = PTHREAD_CREATE_JOINABLE;
  return attributes != nullptr && pthread_attr_getdetachstate(attributes, &state) == 0 &&
         state == PTHREAD_CREATE_DETACHED;
}

} // namespace sc::leak

using namespace sc::leak;

#pragma GCC visibility push(default)
extern "C" {

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument) noexcept {
  return recorded(thread, start, argument, starts_detached(attributes), __builtin_return_address(0),
                  [=](void *(*run)(void *), void *argument) {
                    return next_create.get()(thread, attributes, run, argument);
                  });
}

// The C library's own goes to its `pthread_create` directly, past ours.
int thrd_create(thrd_t *thread, thrd_start_t start, void *argument) {
  return recorded(
      thread, start, argument, false, __builtin_return_address(0),
      [=](thrd_start_t run, void *argument) { return next_c_create.get()(thread, run, argument); });
}

// The handle is looked up first: once the thread is joined, another may get it.

int pthread_join(pthread_t thread, void **value) {
  const record_key key = threads.find(thread);
  const int result = next_join.get()(thread, value);
  if (result == 0)
    threads.joined(key);
  return result;
}

int pthread_tryjoin_np(pthread_t thread, void **value) noexcept {
  const record_key key = threads.find(thread);
  const int result = next_tryjoin.get()(thread, value);
  if (result == 0)
    threads.joined(key);
  return result;
}

int pthread_timedjoin_np(pthread_t thread, void **value, const timespec *until) {
  const record_key key = threads.find(thread);
  const int result = next_timedjoin.get()(thread, value, until);
  if (result == 0)
    threads.joined(key);
  return result;
}

int pthread_clockjoin_np(pthread_t thread, void **value, clockid_t clock, const timespec *until) {
  const record_key key = threads.find(thread);
  const int result = next_clockjoin.get()(thread, value, clock, until);
  if (result == 0)
    threads.joined(key);
  return result;
}

int thrd_join(thrd_t thread, int *value) {
  const record_key key = threads.find(thread);
  const int result = next_c_join.get()(thread, value);
  if (result == thrd_success)
    threads.joined(key);
  return result;
}

int pthread_detach(pthread_t thread) noexcept {
  const record_key key = threads.find(thread);
  const int result = next_detach.get()(thread);
  if (result == 0)
    threads.detached(key);
  return result;
}

int thrd_detach(thrd_t thread) {
  const record_key key = threads.find(thread);
  const int result = next_c_detach.get()(thread);
  if (result == thrd_success)
    threads.detached(key);
  return result;
}

} // extern "C"
#pragma GCC visibility pop
