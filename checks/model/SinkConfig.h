#pragma once

#include "SpawnTable.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace clang::tidy::structured {

/// Adds what a file says that a library or a project ships for its own APIs:
///
///     SpawnApis:
///       - ::acme::Pool::submit=detaches@1
///     FutureTypes: [ ::acme::Future=blocks ]
///     OwningTypes: [ ::acme::Nursery ]
///     DiscardableFunctions: [ ::acme::Scheduler::every ]
///
/// \p Path is taken as it is if it is absolute, and else looked for in the
/// folder of \p MainFile and in each of its parents.
///
/// Errors: the file is missing, is no YAML, or has an entry that cannot be
/// understood.
llvm::Error addSinkConfig(SpawnTable &Table, llvm::StringRef Path, llvm::StringRef MainFile,
                          llvm::vfs::FileSystem &Files);

} // namespace clang::tidy::structured
