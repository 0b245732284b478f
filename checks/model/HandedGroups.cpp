#include "HandedGroups.h"
#include "DeepCalls.h"
#include "Expressions.h"
#include "StartedWork.h"

namespace clang::tidy::structured {

using Use = GroupUse::Kind;

static const HandedSteps Anything = {HandedStep{}};

/// Where \p Body may be left first, before its end, or an invalid place.
static SourceLocation firstWayOut(const Stmt &Body, const SourceManager &Sources) {
  SourceLocation First;
  forEachPart(Body, [&](const Stmt &Part, const Loops &) {
    if (isa<ReturnStmt, CoreturnStmt, GotoStmt, IndirectGotoStmt, CXXThrowExpr>(Part) &&
        (First.isInvalid() || Sources.isBeforeInTranslationUnit(Part.getBeginLoc(), First)))
      First = Part.getBeginLoc();
    return false;
  });
  return First;
}

/// What \p Each is to the caller, who does not know the conditions; \p Sure: none of them
/// keeps it from being done.
static HandedStep stepOf(const GroupUse &Each, bool Sure) {
  HandedStep Next{Each.What, Each.Call, Each.Sometimes || !Each.Within.empty()};
  const bool Looped = llvm::all_of(Each.Within, isLoop);
  if (Each.What == Use::Wait && (!Sure || Next.Sometimes))
    Next.What = Use::MayWait;
  if ((Each.What == Use::Start && !(Sure && Looped)) ||
      ((Each.What == Use::Close || Each.What == Use::Reset) && (!Sure || Next.Sometimes)))
    Next.What = Use::Other;
  return Next;
}

HandedSteps HandedGroups::read(const FunctionDecl &Definition, const VarDecl &Var) {
  const Stmt &Body = *Definition.getBody();
  // A coroutine goes on when others say.
  if (isa<CoroutineBodyStmt>(Body) || Definition.isDependentContext())
    return Anything;
  Groups Has(Types, *this);
  Has.readHanded(Var, Body);
  if (Has.all().empty())
    return Anything;
  const SourceManager &Sources = Definition.getASTContext().getSourceManager();
  const SourceLocation Out = firstWayOut(Body, Sources);
  HandedSteps All;
  for (const GroupUse &Each : Has.all().front().Uses) {
    if (Each.InLambda || Each.What == Use::Ask)
      continue;
    const bool Sure =
        Out.isInvalid() || Sources.isBeforeInTranslationUnit(Each.At->getBeginLoc(), Out);
    const HandedStep Next = stepOf(Each, Sure);
    if (Next.What == Use::Other)
      return Anything;
    if (!All.empty() && All.back().What == Next.What)
      All.back().Sometimes &= Next.Sometimes;
    else
      All.push_back(Next);
  }
  return All;
}

HandedSteps HandedGroups::ask(const FunctionDecl &Definition, const VarDecl &Var) {
  const auto Key = std::pair(&Definition, &Var);
  // A function that calls itself does what else it does.
  if (Known.try_emplace(Key).second) {
    HandedSteps Read;
    askOfCallees([&] { Read = read(Definition, Var); });
    Known[Key] = std::move(Read);
  }
  return Known[Key];
}

HandedSteps HandedGroups::of(const FunctionDecl *Callee, unsigned Index, SourceLocation From) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Callee || Index >= Callee->getNumParams() || (Method && Method->isVirtual()))
    return Anything;
  const QualType T = Callee->getParamDecl(Index)->getType();
  const bool Reference = T->isReferenceType() || T->isPointerType();
  if (Reference && T->getPointeeType().isConstQualified() && Types.find(T->getPointeeType()))
    return {};
  if (!Reference || !bodyBeside(*Callee, From))
    return Anything;
  const FunctionDecl &Definition = *Callee->getDefinition();
  return ask(Definition, *Definition.getParamDecl(Index));
}

HandedSteps HandedGroups::ofLambda(const FunctionDecl &Called, const VarDecl &Captured) {
  return Called.hasBody() ? ask(Called, Captured) : Anything;
}

} // namespace clang::tidy::structured
