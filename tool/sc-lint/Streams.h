#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace sc_lint {

/// Opens those of stdin, stdout and stderr that the caller has closed, so that
/// no file of ours takes their place. What is written there is lost, and for
/// stdout that is an error.
void openStandardStreams();

/// Writes all of \p Data to an open file. False if that cannot be done, and errno tells why.
bool writeAll(int Fd, llvm::StringRef Data);

/// Writes to stderr. That it cannot be written to is no reason to stop.
void say(const std::string &Text);

/// Writes out what llvm::outs() holds.
///
/// Errors: something written to stdout has been lost; \p What says what.
llvm::Error flushOutput(llvm::StringRef What);

} // namespace sc_lint
