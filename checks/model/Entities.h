#pragma once

#include "Dispatch.h"
#include "ProgramFacts.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// \p Loc, as it holds beyond the unit.
FilePlace placeOf(SourceLocation Loc, const SourceManager &Sources);

/// The full name of \p D, with what templates were made with.
std::string fullName(const NamedDecl &D);

/// Gives what has a name its number in ProgramFacts::Entities.
class Entities {
public:
  Entities(ProgramFacts &Found, const SourceManager &Sources) : Found(Found), Sources(Sources) {}

  size_t numberOf(const NamedDecl &D);
  size_t numberOf(const CalledFunction &Called);

private:
  ProgramFacts &Found;
  const SourceManager &Sources;
  llvm::DenseMap<const Decl *, size_t> Numbers;
  llvm::DenseMap<const Decl *, size_t> Dispatches; ///< Virtual calls of these functions.
};

} // namespace clang::tidy::structured
