#pragma once

#include "llvm/Support/Error.h"

namespace sc_lint {

/// Puts \p Content into the file at \p Path, a real path, by a new file beside it that
/// takes its place and its mode. Whatever happens, the file has the old content or the new.
///
/// Errors: it cannot be written; it is as it was then.
llvm::Error replaceFile(llvm::StringRef Path, llvm::StringRef Content);

/// Writes a new file, down to the disk.
///
/// Errors: it cannot be written; what is there is taken away.
llvm::Error writeNewFile(llvm::StringRef Path, llvm::StringRef Content, unsigned Mode);

} // namespace sc_lint
