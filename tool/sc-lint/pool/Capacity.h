#pragma once

namespace sc_lint {

/// How many worker processes this machine has room for: as many as cores, but
/// no more than its free memory feeds. At least 1.
unsigned defaultJobs();

} // namespace sc_lint
