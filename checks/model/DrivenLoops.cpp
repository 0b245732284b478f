#include "DrivenLoops.h"
#include "Callables.h"
#include "Expressions.h"
#include "TaskPools.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// True if \p S has an executor run what it was handed, while it itself runs.
static bool drives(const Stmt &S) {
  static constexpr llvm::StringLiteral Verbs[] = {"loop", "run", "poll", "drive", "drain"};
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && !takesTask(*Method) && isExecutor(*Method->getParent()) &&
         llvm::any_of(Verbs, [&](llvm::StringRef Verb) {
           return nameOf(Method).starts_with_insensitive(Verb);
         });
}

/// So in \p S, which may be null, behind \p Loc.
static bool drivesAfter(const Stmt *S, SourceLocation Loc, const SourceManager &Sources) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return (Sources.isBeforeInTranslationUnit(Loc, S->getBeginLoc()) && drives(*S)) ||
         llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return drivesAfter(Child, Loc, Sources); });
}

bool drivesExecutorAfter(const FunctionDecl &In, SourceLocation Loc) {
  return drivesAfter(In.getBody(), Loc, In.getASTContext().getSourceManager());
}

} // namespace clang::tidy::structured
