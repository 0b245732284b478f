#include "thread_registry.h"

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <new>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <type_traits>
#include <unistd.h>

namespace sc::leak {

using guard = std::lock_guard<futex_lock>;

thread_registry threads;
static_assert(std::is_trivially_destructible_v<thread_registry>, "threads outlive the destructors");

record_key thread_registry::add(void (*start)(), void *argument, bool detached,
                                const void *caller) noexcept {
  record_key key;
  {
    const guard held(lock_);
    if (unused_ == nullptr && !add_memory())
      return {};
    key = {unused_, ++started_};
    unused_ = key.record->next;
  }
  auto &facts = key.record->facts;
  facts.number = key.number;
  facts.tid = 0;
  facts.detached = detached;
  facts.ended = false;
  facts.start = start;
  capture(facts.creation, caller);
  key.record->argument = argument;
  key.record->end_calls = 0;
  return key;
}

void thread_registry::abandon(record_key key) noexcept {
  const guard held(lock_);
  forget(*key.record);
}

void thread_registry::list(record_key key, const pthread_t *handle) noexcept {
  const guard held(lock_);
  if (holds(key) && !key.record->listed)
    insert(*key.record, *handle);
}

void thread_registry::begin(thread_record &record) noexcept {
  const auto tid = static_cast<pid_t>(syscall(SYS_gettid));
  const guard held(lock_);
  record.facts.tid = tid;
  if (!record.listed)
    insert(record, pthread_self());
}

void thread_registry::end(thread_record &record) noexcept {
  // By hand: the sanitizers replace `prctl`, and are done with this thread already.
  char name[sizeof record.facts.name] = {};
  syscall(SYS_prctl, PR_GET_NAME, name, 0, 0, 0);
  const guard held(lock_);
  std::copy(std::begin(name), std::end(name), record.facts.name);
  record.facts.ended = true;
  if (record.facts.detached)
    forget(record);
}

record_key thread_registry::find(pthread_t handle) noexcept {
  const guard held(lock_);
  for (auto *record = *bucket_of(handle); record != nullptr; record = record->next)
    if (record->facts.handle == handle)
      return {record, record->facts.number};
  return {};
}

void thread_registry::joined(record_key key) noexcept {
  const guard held(lock_);
  if (holds(key))
    forget(*key.record);
}

void thread_registry::detached(record_key key) noexcept {
  const guard held(lock_);
  if (!holds(key))
    return;
  key.record->facts.detached = true;
  if (key.record->facts.ended)
    forget(*key.record);
}

std::vector<thread_facts> thread_registry::facts() {
  std::vector<thread_facts> all;
  for (bool complete = false; !complete;) {
    std::size_t needed = 0;
    {
      const guard held(lock_);
      needed = listed_;
    }
    // Not under the lock: whoever holds the allocator's may be waiting for ours.
    all.reserve(needed);
    const guard held(lock_);
    complete = listed_ <= all.capacity();
    if (complete)
      for (const auto *record : buckets_)
        for (; record != nullptr; record = record->next)
          all.push_back(record->facts);
  }
  std::sort(all.begin(), all.end(),
            [](const auto &left, const auto &right) { return left.number < right.number; });
  return all;
}

// No lock: the other threads, which may have held it, do not exist here. What they were at work
// on is not looked at again, and its pages are left alone.
void thread_registry::reset() noexcept {
  lock_.reset();
  listed_ = 0;
  unused_ = nullptr;
  std::fill(std::begin(buckets_), std::end(buckets_), nullptr);
}

// A handle is the address of a thread's descriptor, so its low bits say little.
thread_record **thread_registry::bucket_of(pthread_t handle) noexcept {
  const auto mixed = static_cast<std::uint64_t>(handle) * 0x9E3779B97F4A7C15U;
  return &buckets_[mixed >> (64 - bucket_bits)];
}

bool thread_registry::holds(record_key key) const noexcept {
  return key.record != nullptr && key.record->facts.number == key.number;
}

void thread_registry::insert(thread_record &record, pthread_t handle) noexcept {
  // Whoever had this handle was joined, in this moment or out of our sight.
  auto **bucket = bucket_of(handle);
  for (auto *other = *bucket; other != nullptr; other = other->next)
    if (other->facts.handle == handle) {
      forget(*other);
      break;
    }
  record.facts.handle = handle;
  record.next = *bucket;
  record.listed = true;
  *bucket = &record;
  ++listed_;
}

void thread_registry::forget(thread_record &record) noexcept {
  if (record.listed) {
    auto **link = bucket_of(record.facts.handle);
    while (*link != &record)
      link = &(*link)->next;
    *link = record.next;
    --listed_;
  }
  record.listed = false;
  record.facts.number = 0;
  record.next = unused_;
  unused_ = &record;
}

bool thread_registry::add_memory() noexcept {
  constexpr std::size_t count = 256;
  const int before = errno;
  void *memory = mmap(nullptr, count * sizeof(thread_record), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  errno = before;
  if (memory == MAP_FAILED)
    return false;
  auto *records = static_cast<thread_record *>(memory);
  for (std::size_t i = 0; i < count; ++i) {
    new (&records[i]) thread_record;
    records[i].next = unused_;
    unused_ = &records[i];
  }
  return true;
}

} // namespace sc::leak
