#pragma once

#include "FileEdits.h"
#include "ThreadToDaemon.h"

namespace clang::tidy::structured {

/// Why the flag that stops the thread of \p Held cannot become a token, or "".
std::string whyFlagStays(const HeldDaemon &Held, const ClassCode &Code, const ASTContext &Context);

/// A name for the token that is free in what the thread runs, or "".
std::string tokenName(const HeldDaemon &Held, const ASTContext &Context);

/// Removes the flag, and reads the token \p Token, an argument of what the thread runs, where
/// that read the flag. Requires: whyFlagStays() gave "".
void flagToToken(const HeldDaemon &Held, const ClassCode &Code, StringRef Token, FileEdits &Edits);

} // namespace clang::tidy::structured
