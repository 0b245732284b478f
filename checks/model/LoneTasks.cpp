#include "LoneTasks.h"
#include "Callables.h"
#include "Expressions.h"
#include "SpawnApis.h"
#include "StartedWork.h"

namespace clang::tidy::structured {

using Use = GroupUse::Kind;

/// The expression that the statement \p S is, or makes its one variable of, or null.
static const Expr *stepOf(const Stmt *S) {
  if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    const auto *Var =
        Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
    return Var && Var->getInit() ? peel(Var->getInit()) : nullptr;
  }
  const auto *E = dyn_cast<Expr>(S);
  return E ? peel(E->IgnoreUnlessSpelledInSource()) : nullptr;
}

/// True if a block of \p Body has \p First, and right after it \p Second.
static bool areTogether(const Expr *First, const Expr *Second, const Stmt &Body) {
  bool Together = false;
  forEachPart(Body, [&](const Stmt &Part, const Loops &) {
    const auto *Block = dyn_cast<CompoundStmt>(&Part);
    if (!Block)
      return false;
    for (const auto &[Before, After] : llvm::zip(Block->body(), llvm::drop_begin(Block->body())))
      Together |= stepOf(Before) == First && stepOf(After) == Second;
    return false;
  });
  return Together;
}

/// True if a call may stand in place of \p Start: of a function that takes what it is
/// given there, and is told nothing of the group.
static bool isPlainCall(const GroupUse &Start) {
  if (calledMember(Start.Call) == "go_n" || Start.Call->getNumArgs() == 0)
    return false;
  const FunctionDecl *Run = calledBy(Start.Call->getArg(0));
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Run);
  const bool OfAnObject = Method && Method->isInstance() && !Method->isOverloadedOperator();
  return Run && !OfAnObject && Run->getNumParams() + 1 == givenTo(*Start.Call).size();
}

void LoneTasks::add(const Group &Of) {
  LoneTask Fact;
  Fact.Loc = Of.Uses.front().At->getExprLoc();
  Fact.Group = Of.Var->getNameAsString();
  Fact.WaitedAt = Of.Uses.back().At->getExprLoc();
  if (Seen.insert(Fact.Loc).second)
    Found.LoneTasks.push_back(std::move(Fact));
}

void LoneTasks::addBody(const GroupBody &In) {
  for (const Group &Of : In.groups()) {
    if (!Of.Own || Of.Points || Of.Options || Of.Api->AtEnd == OwnerApi::End::Waits ||
        Of.Uses.size() != 2)
      continue;
    const GroupUse &Start = Of.Uses.front(), &Wait = Of.Uses.back();
    if (Start.What == Use::Start && !Start.ByHelper && !Wait.ByHelper &&
        Start.Within == Of.Within && Wait.What == Use::Wait &&
        calledMember(Wait.Call) != "wait_nothrow" && Wait.Call->getNumArgs() == 0 &&
        isPlainCall(Start) && areTogether(Start.At, Wait.At, In.body()))
      add(Of);
  }
}

} // namespace clang::tidy::structured
