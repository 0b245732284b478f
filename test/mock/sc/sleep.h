#pragma once
#include "group.h"
#include <chrono>

namespace sc {
template <class Time> SC_MOCK_NODISCARD bool sleep_for(const Time &, const stop_token &) {
  return true;
}
template <class Time> SC_MOCK_NODISCARD bool sleep_until(const Time &, const stop_token &) {
  return true;
}
} // namespace sc
