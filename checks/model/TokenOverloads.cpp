#include "TokenOverloads.h"
#include "Expressions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

bool isStopToken(QualType T, const SpawnTable &Table) {
  const auto *Class = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Table.StopTokens.find(Class);
}

/// True if \p E makes a token that never tells to stop.
static bool isNoToken(const Expr *E) {
  E = peel(E);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 0;
  const auto *List = dyn_cast<InitListExpr>(E);
  return List && List->getNumInits() == 0;
}

/// True if \p Call leaves a token to its default, which is none.
static bool leavesTokenOut(const CallExpr &Call, const SpawnTable &Table) {
  return llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
    const auto *Default = dyn_cast<CXXDefaultArgExpr>(Arg);
    return Default && isStopToken(Default->getType(), Table) && isNoToken(Default->getExpr());
  });
}

/// What \p Function is made from, if that is a template.
static const FunctionDecl &patternOf(const FunctionDecl &Function) {
  const FunctionTemplateDecl *Template = Function.getPrimaryTemplate();
  return Template ? *Template->getTemplatedDecl() : Function;
}

/// True if \p Candidate takes what \p Called does, and one token.
static bool addsToken(const FunctionDecl &Candidate, const FunctionDecl &Called,
                      const SpawnTable &Table) {
  if (Candidate.getNumParams() != Called.getNumParams() + 1 || Candidate.isDeleted())
    return false;
  unsigned Same = 0;
  for (const ParmVarDecl *Parameter : Candidate.parameters()) {
    if (Same < Called.getNumParams() && Parameter->getType().getCanonicalType() ==
                                            Called.getParamDecl(Same)->getType().getCanonicalType())
      ++Same;
    else if (!isStopToken(Parameter->getType(), Table))
      return false;
  }
  return Same == Called.getNumParams();
}

static const FunctionDecl *functionOf(const NamedDecl *D) {
  const auto *Template = dyn_cast<FunctionTemplateDecl>(D->getUnderlyingDecl());
  return Template ? Template->getTemplatedDecl() : dyn_cast<FunctionDecl>(D->getUnderlyingDecl());
}

const FunctionDecl *takesTokenToo(const CallExpr &Call, const FunctionDecl &Caller,
                                  const SpawnTable &Table) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || !Callee->getIdentifier() || isa<CXXOperatorCallExpr>(Call))
    return nullptr;
  if (leavesTokenOut(Call, Table))
    return Callee;
  if (llvm::any_of(Call.arguments(),
                   [&](const Expr *Arg) { return isStopToken(Arg->getType(), Table); }))
    return nullptr;
  const FunctionDecl &Called = patternOf(*Callee);
  // Who takes the token may be made of what takes none.
  for (const NamedDecl *D : Called.getDeclContext()->lookup(Called.getDeclName()))
    if (const FunctionDecl *Candidate = functionOf(D);
        Candidate && addsToken(*Candidate, Called, Table))
      return Candidate->getCanonicalDecl() == patternOf(Caller).getCanonicalDecl() ? nullptr
                                                                                   : Candidate;
  return nullptr;
}

} // namespace clang::tidy::structured
