#pragma once

// The shape of oneTBB: the names of namespace tbb are declared elsewhere.
namespace tbb {
namespace detail {
namespace d2 {
class task_handle {
public:
  task_handle(task_handle &&) noexcept;
  ~task_handle();
};
} // namespace d2
namespace d1 {
enum task_group_status { not_complete, complete, canceled };
class task_group {
public:
  task_group();
  ~task_group();
  template <class F> void run(F &&) {}
  template <class F> d2::task_handle defer(F &&);
  template <class F> task_group_status run_and_wait(const F &) { return complete; }
  task_group_status wait();
};
} // namespace d1
namespace r1 {
class missing_wait {};
} // namespace r1
} // namespace detail
inline namespace v1 {
using detail::d1::task_group;
using detail::d2::task_handle;
using detail::r1::missing_wait;
} // namespace v1
} // namespace tbb
