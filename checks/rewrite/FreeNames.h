#pragma once

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// True if \p Body is written with the identifier \p Name.
bool isNamedIn(StringRef Name, const Stmt &Body, const ASTContext &Context);

/// Gives names to groups.
class FreeNames {
public:
  /// A name for a group in the function whose body is \p Body, in which nothing is called
  /// so, and no group that was given a name; as \p Like, it begins with a capital or not.
  std::string in(const Stmt &Body, StringRef Like, const ASTContext &Context);

private:
  llvm::DenseMap<const Stmt *, unsigned> Given;
};

} // namespace clang::tidy::structured
