#pragma once

#include "llvm/Support/Error.h"

namespace sc_lint {

/// Puts \p Content into the file at \p Path, by a new file beside it that takes its place,
/// and its mode if it was there. Whatever happens, the file has the old content or the new.
///
/// Errors: it cannot be written, or is no regular file; it is as it was then.
llvm::Error replaceFile(llvm::StringRef Path, llvm::StringRef Content);

/// The same, without waiting until it is on the disk: for what can be made again.
llvm::Error replaceFileSoon(llvm::StringRef Path, llvm::StringRef Content);

/// True if the file at \p Path is there and has this content.
bool holds(llvm::StringRef Path, llvm::StringRef Content);

/// As replaceFile(), but a file that has this content already is left alone, with its times.
llvm::Error replaceIfOther(llvm::StringRef Path, llvm::StringRef Content);

/// Writes a new file, down to the disk, with \p Mode as far as the process gives that.
///
/// Errors: it cannot be written; what is there is taken away.
llvm::Error writeNewFile(llvm::StringRef Path, llvm::StringRef Content, unsigned Mode);

} // namespace sc_lint
