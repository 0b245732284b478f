#pragma once

#include <chrono>
#include <string>

namespace sc_lint {

/// How far a run is: "120/3000, 14/s, 3 min left". Without speed and rest where nothing can
/// be said of them yet.
std::string progressText(size_t Ended, size_t Total, std::chrono::duration<double> Elapsed);

} // namespace sc_lint
