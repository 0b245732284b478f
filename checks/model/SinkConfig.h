#pragma once

#include "SpawnTable.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace clang::tidy::structured {

/// The option that names such files.
inline constexpr llvm::StringLiteral SinkConfigOption = "SinkConfig";

/// Adds what a file says that a library or a project ships for its own APIs: a
/// mapping from names of lists to their entries.
///
///     SpawnApis:
///       - ::acme::Pool::submit=detaches@1
///     OwningTypes:
///       - ::acme::Nursery
///
/// \p Path is taken as it is if it is absolute, and else looked for in the
/// folder of \p MainFile and in each of its parents.
///
/// Errors: the file is missing or no YAML; and each list that is unknown, and
/// each entry that cannot be understood, by file and line. The rest is added.
llvm::Error addSinkConfig(SpawnTable &Table, llvm::StringRef Path, llvm::StringRef MainFile,
                          llvm::vfs::FileSystem &Files);

} // namespace clang::tidy::structured
