#pragma once

#include <string>
#include <vector>

namespace sc_lint {

/// The command so that headers are read and nothing that was precompiled of
/// them: without "-Xclang -include-pch -Xclang FILE", which CMake writes for
/// Clang beside the "-include" of the header, and with each "-include" as words
/// of Clang's front end, which does not look for a FILE.pch or FILE.gch.
std::vector<std::string> withoutPrecompiledHeaders(const std::vector<std::string> &Args);

} // namespace sc_lint
