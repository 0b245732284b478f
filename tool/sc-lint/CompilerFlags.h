#pragma once

#include <string>
#include <vector>

namespace sc_lint {

/// The command line \p Args without what only another compiler understands:
/// flags that Clang does not know, compiler plugins, precompiled headers.
std::vector<std::string> withoutForeignFlags(const std::vector<std::string> &Args);

/// What to compile a file with of which nothing is known.
std::vector<std::string> defaultFlags();

} // namespace sc_lint
