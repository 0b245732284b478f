#include "CHandles.h"
#include "Expressions.h"
#include "NameMap.h"
#include "Work.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

const VarDecl *localWrittenTo(const Expr &E) {
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(&E));
  if (!Var || !isLocalObject(Var))
    return nullptr;
  const auto *Address = dyn_cast<UnaryOperator>(E.IgnoreParenImpCasts());
  const bool Itself =
      Address && Address->getOpcode() == UO_AddrOf && isa<DeclRefExpr>(Address->getSubExpr());
  return Itself || Var->getType()->isArrayType() ? Var : nullptr;
}

/// How often \p S names \p Var; or more, if it has a call that ends this thread
/// alone, by which main waits for the others.
static unsigned countUses(const Stmt *S, const VarDecl &Var) {
  if (!S)
    return 0;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == &Var)
    return 1;
  unsigned Uses = isa<Expr>(S) && callOf(cast<Expr>(S), {"::pthread_exit", "::thrd_exit"}) ? 2 : 0;
  for (const Stmt *Child : S->children())
    Uses += countUses(Child, Var);
  return Uses;
}

bool isForgotten(const VarDecl &Var, ASTContext &Context) {
  const auto *Function = dyn_cast_or_null<FunctionDecl>(Var.getParentFunctionOrMethod());
  const Stmt *Body = Function ? Function->getBody() : nullptr;
  return Body && !Context.getDiagnostics().hasUncompilableErrorOccurred() &&
         !isEndless(Body, Context) && countUses(Body, Var) == 1;
}

bool givesOwnHandle(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(&Call);
  return Callee && (isNamed(*Callee, "::pthread_self") || isNamed(*Callee, "::thrd_current"));
}

namespace {
/// Looks for a thread that asks who it is, in its body and the functions of the
/// same file that this calls.
class SelfSearch {
public:
  bool asks(const Stmt *S) {
    const auto *Call = dyn_cast_or_null<CallExpr>(S);
    const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
    if (Call && givesOwnHandle(*Call))
      return true;
    return S && (llvm::any_of(S->children(), [&](const Stmt *Child) { return asks(Child); }) ||
                 (Callee && Seen.insert(Callee->getCanonicalDecl()).second &&
                  asks(bodyInMainFile(*Callee))));
  }

private:
  llvm::DenseSet<const FunctionDecl *> Seen;
};
} // namespace

bool mayTellItself(const Expr *Work) {
  const llvm::SmallVector<const Stmt *> Bodies = bodiesRunBy(Work);
  return Bodies.empty() ||
         llvm::any_of(Bodies, [](const Stmt *Body) { return !Body || SelfSearch().asks(Body); });
}

} // namespace clang::tidy::structured
