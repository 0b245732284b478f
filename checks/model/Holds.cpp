#include "Holds.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// The variable that \p E is the address of, or null.
static const ValueDecl *addressed(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_AddrOf)
    E = Unary->getSubExpr()->IgnoreParenImpCasts();
  else if (!E->getType()->isArrayType())
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isa<VarDecl>(Ref->getDecl()) && !Ref->getDecl()->getType()->isReferenceType()
             ? Ref->getDecl()
             : nullptr;
}

/// The argument of std::ref and std::cref, or null.
static const Expr *referenceWrapped(const Expr *E) {
  const CallExpr *Call = callOf(E, {"::std::ref", "::std::cref", "::boost::ref", "::boost::cref"});
  return Call ? Call->getArg(0) : nullptr;
}

static void holdVariable(Held &H, const ValueDecl *Var, Hold How) {
  H.Name = Var->getNameAsString();
  H.Declared = Var->getLocation();
  H.How = How;
  H.Local = How != Hold::Value && isLocalObject(Var);
  const auto *Variable = dyn_cast<VarDecl>(Var);
  H.Static = Variable && Variable->hasGlobalStorage() && !Var->getType()->isReferenceType();
}

Held describeArgument(const Expr *E, ASTContext &Context) {
  Held H;
  H.Loc = E->getBeginLoc();
  const Expr *Value = peel(E);
  if (const Expr *Wrapped = referenceWrapped(Value)) {
    H.How = Hold::Reference;
    if (const ValueDecl *Var = namedBy(Wrapped))
      holdVariable(H, Var, Hold::Reference);
  } else if (isa<CXXThisExpr>(Value)) {
    H.Name = "this";
    H.How = Hold::This;
  } else if (const ValueDecl *Var = addressed(Value)) {
    holdVariable(H, Var, Hold::Address);
  } else if (isAddressLike(Value->getType()) && !Value->getType()->isFunctionPointerType() &&
             !isa<StringLiteral>(Value)) {
    H.How = Hold::Address;
  }
  return H;
}

Held describeCapture(const LambdaCapture &Capture, const Expr *Init, ASTContext &Context) {
  Held H;
  H.Loc = Capture.getLocation();
  if (Capture.capturesThis()) {
    H.Name = "this";
    H.How = Capture.getCaptureKind() == LCK_StarThis ? Hold::Value : Hold::This;
    return H;
  }
  if (!Capture.capturesVariable())
    return H;
  const ValueDecl *Var = Capture.getCapturedVar();
  if (const auto *InitVar = dyn_cast<VarDecl>(Var); InitVar && InitVar->isInitCapture()) {
    // [name = value] holds what the value holds; [&name = value] refers to it.
    const Expr *Value = InitVar->getInit();
    if (!Value)
      return H;
    const ValueDecl *Referred = InitVar->getType()->isReferenceType() ? namedBy(Value) : nullptr;
    if (Referred)
      holdVariable(H, Referred, Hold::Reference);
    else
      H = describeArgument(Value, Context);
    H.Loc = Capture.getLocation();
    if (H.Name.empty())
      H.Name = Var->getNameAsString();
    return H;
  }
  const bool ByReference = Capture.getCaptureKind() == LCK_ByRef;
  const bool CopiesAddress = isAddressLike(Var->getType().getNonReferenceType());
  holdVariable(H, Var, ByReference ? Hold::Reference : CopiesAddress ? Hold::Address : Hold::Value);
  // A copy of a pointer says nothing of what it points to.
  H.Local = ByReference && isLocalObject(Var);
  return H;
}

bool keepsThisAlive(const LambdaCapture &Capture) {
  const auto *Var =
      Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar()) : nullptr;
  const auto *Call = Var && Var->isInitCapture() && Var->getInit()
                         ? dyn_cast<CallExpr>(peel(Var->getInit()))
                         : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  return Callee && Callee->getIdentifier() &&
         (Callee->getName() == "shared_from_this" || Callee->getName() == "weak_from_this");
}

} // namespace clang::tidy::structured
