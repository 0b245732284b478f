#pragma once

#include "Entities.h"
#include "MemberEffects.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::structured {

/// The effects of the functions whose bodies the unit has, by their first declarations.
using EffectsOfFunctions = llvm::MapVector<const FunctionDecl *, MemberEffects>;

/// Writes down for the program what the functions of \p Effects do that can matter to the
/// threads which objects of \p Classes hold: those of these classes, those that get such an
/// object, those that touch the threads, and what all of them call.
void addMemberFacts(const EffectsOfFunctions &Effects,
                    const llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Classes, Entities &Named,
                    const SourceManager &Sources, ProgramFacts &Found);

} // namespace clang::tidy::structured
