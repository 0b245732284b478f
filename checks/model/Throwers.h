#pragma once

#include "Entities.h"
#include "Throws.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

/// Writes down for the program which functions \p Throwing was asked for, and of those whose
/// bodies the unit has whether they throw, or else what they call that may.
void addThrowers(Throws &Throwing, Entities &Named, ProgramFacts &Found);

/// Writes down of \p Functions, those whose bodies the unit has, and of what they call, whether
/// they throw.
void addThrowers(llvm::ArrayRef<const FunctionDecl *> Functions, ASTContext &Context,
                 Entities &Named, ProgramFacts &Found);

/// Whether the functions with the full names \p Names throw, those whose bodies the unit has.
ProgramFacts findThrowers(ASTContext &Context, const llvm::StringSet<> &Names);

} // namespace clang::tidy::structured
