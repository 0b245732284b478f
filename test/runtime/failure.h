#pragma once

#include <exception>
#include <sc/group.h>
#include <stdexcept>
#include <string>

#include "gate.h"

struct failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};
[[noreturn]] inline void fail(const char* what) { throw failure(what); }

/// What the exception that leaves `f` says, or "".
template <class F>
std::string message_of(F f) {
  try {
    f();
  } catch (const std::exception& e) {
    return e.what();
  }
  return "";
}
inline std::string message_of(const std::exception_ptr& error) {
  return message_of([&] {
    if (error) std::rethrow_exception(error);
  });
}
inline std::string message_of_wait(sc::group& tasks) {
  return message_of([&] { tasks.wait(); });
}

/// Waits until a stop is requested.
inline void until_stopped(const sc::stop_token& stop) {
  gate stopped;
  const sc::stop_callback callback(stop, [&] { stopped.open(); });
  stopped.wait();
}
