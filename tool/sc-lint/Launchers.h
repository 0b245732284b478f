#pragma once

#include <string>
#include <vector>

namespace sc_lint {

/// Takes away what stands before the compiler: "icecc", "env A=B ccache",
/// "libtool --mode=compile".
void dropLaunchers(std::vector<std::string> &Args);

/// True if \p Args call NVIDIA's compiler.
bool isNvcc(const std::vector<std::string> &Args);

/// Takes away the flags of nvcc whose value is a word of its own, and gives
/// CUDA the name that Clang has for it.
void dropNvccFlags(std::vector<std::string> &Args);

} // namespace sc_lint
