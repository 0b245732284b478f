#pragma once

#include "SpawnTable.h"
#include "clang/AST/Decl.h"
#include <optional>

namespace clang::tidy::structured {

/// The names of threads of C: of POSIX, and of C11.
inline constexpr llvm::StringLiteral ThreadTypesOfC[] = {"pthread_t", "thrd_t"};

/// What \p Function starts, if its declaration alone says that it starts a
/// thread: it takes the function that is to run, and returns a thread of C.
std::optional<SpawnApi> threadStartedBy(const FunctionDecl &Function);

/// True if \p Name says that what is called so starts a thread: "StartThread".
bool isNameOfThreadStarter(llvm::StringRef Name);

/// True if the name of \p Function says that it starts a thread, and its
/// declaration that it takes the function that is to run, and what that gets.
bool isCalledThreadStarter(const FunctionDecl &Function);

/// True if the declaration of \p Function says that it joins a thread: it takes a
/// thread of C, and nothing else, and its name ends in "join".
bool joinsThread(const FunctionDecl &Function);

} // namespace clang::tidy::structured
