#pragma once

#include <exception>
#include <stdexcept>
#include <system_error>

namespace sc {

/// A task is started on a group that is closed: somebody has waited for it, or
/// has called `close`.
class group_closed : public std::logic_error {
 public:
  group_closed() : std::logic_error("sc: the group is closed; reset() opens it again") {}
};

/// A result is asked for before the group was waited for.
class not_joined : public std::logic_error {
 public:
  not_joined() : std::logic_error("sc: the result of a task is there after wait()") {}
};

/// A result is asked for of a task that never ran, because its group stopped.
class result_unavailable : public std::runtime_error {
 public:
  result_unavailable() : std::runtime_error("sc: the task was skipped, so it has no result") {}
};

/// A daemon returned before it had said that it is ready.
class not_ready : public std::logic_error {
 public:
  not_ready() : std::logic_error("sc: the daemon returned before it was ready") {}
};

/// Says that work ends because it was told to stop. Thrown by a task after a
/// stop was requested it is no error of the group.
class cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "sc: stopped on request"; }
};

/// A group's deadline passed before its tasks had ended.
///
/// Not a `cancelled`: a handler of stops must not swallow it, as Kotlin's
/// TimeoutCancellationException is (kotlinx.coroutines#1374).
class deadline_exceeded : public std::system_error {
 public:
  deadline_exceeded()
      : std::system_error(std::make_error_code(std::errc::timed_out), "sc: the deadline passed") {}
};

}  // namespace sc
