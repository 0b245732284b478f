#include "FreeNames.h"
#include "NameUses.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

/// Every identifier that \p Body is written with.
static llvm::StringSet<> identifiersIn(const Stmt &Body, const ASTContext &Context) {
  llvm::StringSet<> Names;
  forEachIdentifier(Body, Context, [&](SourceLocation, StringRef Name) { Names.insert(Name); });
  return Names;
}

bool isNamedIn(StringRef Name, const Stmt &Body, const ASTContext &Context) {
  return identifiersIn(Body, Context).contains(Name);
}

std::string FreeNames::in(const Stmt &Body, StringRef Like, const ASTContext &Context) {
  const llvm::StringSet<> Taken = identifiersIn(Body, Context);
  std::string Name = "tasks";
  if (!Like.empty() && llvm::isUpper(Like.front()))
    Name = "Tasks";
  for (;;) {
    const unsigned Number = ++Given[&Body];
    const std::string Free = Number == 1 ? Name : Name + std::to_string(Number);
    if (!Taken.contains(Free))
      return Free;
  }
}

} // namespace clang::tidy::structured
