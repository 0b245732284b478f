#pragma once
#include <future>

void sharedWork();
inline void shared() { { std::async(sharedWork); } }
