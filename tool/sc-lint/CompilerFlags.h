#pragma once

#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// The command as Clang can take it, whatever compiler it was written for:
/// without a launcher before the compiler, without the flags that Clang does
/// not know or that need a file of the build (profiles),
/// with the target and the language that the compiler's name stands for.
std::vector<std::string> forClang(std::vector<std::string> Args);

/// True if \p Command compiles C, C++ or a language near them.
bool isCFamily(const clang::tooling::CompileCommand &Command);

/// True for the name of a file with C++ code that is not a header.
bool isCxxSource(llvm::StringRef File);

/// True for the name of a header, of C or C++.
bool isHeader(llvm::StringRef File);

/// The flags for a file that no compile database knows.
std::vector<std::string> defaultFlags();

} // namespace sc_lint
