#pragma once
#include <future>

void mayThrow();
inline void startShared() {
  auto F = std::async(mayThrow);
  F.wait();
}
