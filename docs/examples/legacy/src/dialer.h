#pragma once

#include <chrono>
#include <string>

namespace tally {

// Connects to "host:port". Returns a socket, or -1 when the host cannot be
// reached or its name takes longer than `timeout` to look up.
int Dial(const std::string& endpoint, std::chrono::milliseconds timeout);

}  // namespace tally
