#pragma once
#include <thread>

void sharedWork();
inline void shared() { std::thread(sharedWork).detach(); }
