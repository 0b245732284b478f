#pragma once

#include <string>

namespace sc_lint {

/// Where Clang's own headers (stddef.h and its like) are.
///
/// Clang looks for them beside the running program. Ours does not stand beside
/// Clang, so each of the programs has to be told.
std::string clangResourceDir();

} // namespace sc_lint
