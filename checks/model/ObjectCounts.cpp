#include "ObjectCounts.h"
#include "Counts.h"
#include "Expressions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// True if \p Is of a statement in \p S, which may be null, outside of lambdas.
static bool anyIn(const Stmt *S, llvm::function_ref<bool(const Stmt &)> Is) {
  return S && !isa<LambdaExpr>(S) && (Is(*S) || llvm::any_of(S->children(), [&](const Stmt *Child) {
                                        return anyIn(Child, Is);
                                      }));
}

/// True if \p Starter counts up \p Counter before \p Start.
static bool countsUp(const FunctionDecl &Starter, const ValueDecl &Counter, SourceLocation Start) {
  const SourceManager &Sources = Starter.getASTContext().getSourceManager();
  return anyIn(Starter.getBody(), [&](const Stmt &S) {
    const Count Step = stepOf(&S, Counter);
    return Step && !Step.Down && Sources.isBeforeInTranslationUnit(S.getBeginLoc(), Start);
  });
}

/// The function of the same object that \p S calls, and whose body this file shows, or null.
static const CXXMethodDecl *calledOfObject(const Stmt &S, const CXXRecordDecl &Class) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getParent() == &Class && bodyBeside(*Method, S.getBeginLoc()) ? Method
                                                                                         : nullptr;
}

std::optional<ObjectWait> waitAtEnd(const FunctionDecl *Starter, SourceLocation Start) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Starter);
  const CXXDestructorDecl *End = Method ? Method->getParent()->getDestructor() : nullptr;
  const Stmt *Body = End ? bodyBeside(*End, Start) : nullptr;
  std::optional<ObjectWait> Found;
  const auto Waits = [&](const Stmt &S) {
    for (const CountWait &Wait : countWaits(S))
      if (const auto *Counter = dyn_cast_or_null<FieldDecl>(namedBy(Wait.Counter));
          Counter && Counter->getParent() == Method->getParent() &&
          countsUp(*Method, *Counter, Start))
        Found = ObjectWait{S.getBeginLoc(), Counter->getNameAsString()};
    return Found.has_value();
  };
  (void)anyIn(Body, [&](const Stmt &S) {
    if (Waits(S))
      return true;
    const CXXMethodDecl *Called = calledOfObject(S, *Method->getParent());
    return Called && anyIn(Called->getBody(), Waits);
  });
  return Found;
}

} // namespace clang::tidy::structured
