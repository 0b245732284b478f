#include "WaitGroups.h"
#include "Expressions.h"
#include "checks/rewrite/WaitGroupEdits.h"
#include "clang/AST/ASTLambda.h"

namespace clang::tidy::structured {

//===-- What waits --------------------------------------------------------------===//

/// True if what \p Name names is a variable of the function with this \p Body, or
/// part of one, that is no name for something else.
static bool isOwn(const Expr *Name, const Stmt &Body) {
  const auto *Member = dyn_cast<MemberExpr>(Name);
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Member ? Member->getBase() : Name));
  const auto *In = Var ? dyn_cast<FunctionDecl>(Var->getDeclContext()) : nullptr;
  return In && In->getBody() == &Body && Var->isLocalVarDecl() && isLocalObject(Var) &&
         !Var->getType()->isPointerType();
}

llvm::SmallVector<WaitGroups::Wait> WaitGroups::waitsIn(const Stmt &Body) const {
  llvm::SmallVector<Wait> Waits;
  forEachPart(Body, [&](const Stmt &Part, const Loops &Around) {
    const auto Found = countWaits(Part);
    for (const CountWait &Each : Found)
      if (isOwn(Each.Counter, Body))
        Waits.push_back({namedBy(Each.Counter), Each.Until, &Part, Around});
    return !Found.empty();
  });
  return Waits;
}

//===-- What counts -------------------------------------------------------------===//

/// What \p Counter is called in \p Run: a parameter that is given it, or itself.
/// What hands it over goes to \p Known.
static const ValueDecl *nameInRun(const ValueDecl &Counter, const WorkRun &Run,
                                  llvm::DenseSet<const Stmt *> &Known) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Run.Function);
  const unsigned Object = Method && Method->isInstance() && !isLambdaCallOperator(Method);
  for (unsigned I = Object; I < Run.Args.size(); ++I) {
    const Expr *Arg = peel(Run.Args[I]);
    if (const CallExpr *Ref = callOf(Arg, {"::std::ref", "::boost::ref"}))
      Arg = Ref->getArg(0);
    const ParmVarDecl *Parameter = I - Object < Run.Function->getNumParams()
                                       ? Run.Function->getParamDecl(I - Object)
                                       : nullptr;
    if (Parameter && isa<VarDecl>(Counter) && nameIn(Arg, Counter)) {
      Known.insert(Run.Args[I]);
      const QualType T = Parameter->getType();
      return T->isReferenceType() || !T->isIntegerType() ? Parameter : nullptr;
    }
  }
  return &Counter;
}

/// The step by which \p Start counts \p Counter when it is done, and does nothing
/// else with it.
static Count countedBy(const WorkStart &Start, const ValueDecl &Counter,
                       llvm::DenseSet<const Stmt *> &Known) {
  for (const WorkRun &Run : runsOf(*Start.At)) {
    const ValueDecl *Name = nameInRun(Counter, Run, Known);
    const Count Last = Name ? lastCount(Run.Body, *Name, Known) : Count{};
    if (Last && !OtherUses(*Name, Known).inWork(Run.Body))
      return Last;
  }
  return {};
}

//===-- What it means -----------------------------------------------------------===//

/// True if \p S says the name of \p What.
static bool mentions(const Stmt *S, const ValueDecl &What) {
  if (!S)
    return false;
  if (isa<DeclRefExpr, MemberExpr>(S) && nameIn(cast<Expr>(S), What))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mentions(Child, What); });
}

/// The variable or member that \p E reads, or whose size it asks for, or null.
static const ValueDecl *numberIn(const Expr *E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(peel(E));
  return namedBy(calledMember(Call) == "size" ? Call->getImplicitObjectArgument() : E);
}

/// True if \p For ends only when all of \p Work has counted, as far as the code
/// tells: that no other number is waited for, such as that of the first, or of
/// most.
bool WaitGroups::isForAll(const Wait &For, llvm::ArrayRef<Counted> Work) const {
  const bool Down = Work.front().Step.Down;
  if (llvm::any_of(Work, [&](const Counted &Each) { return Each.Step.Down != Down; }))
    return false;
  auto InLoop = [&](const Counted &Each) { return isRepeated(Each.By->Around, For.Around); };
  const bool Repeated = llvm::any_of(Work, InLoop);
  if (!Repeated && Work.size() < 2)
    return false;
  Expr::EvalResult Result;
  if (!For.Until)
    return Down;
  if (For.Until->EvaluateAsInt(Result, Context)) {
    const llvm::APSInt Number = Result.Val.getInt();
    return Down ? Number == 0 : Repeated ? Number > 1 : Number == Work.size();
  }
  const ValueDecl *Number = numberIn(For.Until);
  return Number && !Down && llvm::all_of(Work, [&](const Counted &Each) {
           return InLoop(Each) && mentions(Each.By->Around.back(), *Number);
         });
}

/// What the function with this \p Body makes by hand of what \p For waits for, if that is all.
std::optional<HandWait> WaitGroups::find(const Wait &For, const Stmt &Body,
                                         llvm::ArrayRef<WorkStart> Starts) {
  llvm::DenseSet<const Stmt *> Known{For.At};
  llvm::SmallVector<Counted> Work;
  for (const WorkStart &Each : Starts)
    if (const Count Step = countedBy(Each, *For.Counter, Known);
        Step && Each.At->getBeginLoc() < For.At->getBeginLoc())
      Work.push_back({&Each, Step});
  if (Work.empty() || !isForAll(For, Work) || OtherUses(*For.Counter, Known).inStarter(&Body) ||
      !Seen.insert(For.At->getBeginLoc()).second)
    return std::nullopt;
  HandWait Site;
  Site.Loc = For.At->getBeginLoc();
  Site.Name = For.Counter->getNameAsString();
  for (const Counted &Each : Work) {
    if (Each.By->Spawn)
      Site.Spawns.push_back(*Each.By->Spawn);
    Site.All.push_back({Each.By->At->getBeginLoc(), Each.Step.Name->getExprLoc()});
  }
  return Site;
}

void WaitGroups::addBody(const Stmt &Body, Threads Joined, Threads Detached) {
  const llvm::SmallVector<Wait> Waits = waitsIn(Body);
  if (Waits.empty())
    return;
  const llvm::SmallVector<WorkStart> Starts = startsIn(Body, Kept);
  for (const Wait &Each : Waits) {
    if (llvm::count_if(Waits, [&](const Wait &W) { return W.Counter == Each.Counter; }) > 1)
      continue;
    std::optional<HandWait> Site = find(Each, Body, Starts);
    if (!Site)
      continue;
    for (Threads Owned : {Joined, Detached})
      for (const HandJoins::Joined &By : Owned)
        if (meet(By.Spawns, Site->Spawns) && !Site->ToGroup.isPossible())
          Site->ToGroup =
              waitGroupToGroup(By.Threads, {Each.Counter, Each.Until, Each.At}, Names, Context);
    Found.HandWaits.push_back(*std::move(Site));
  }
}

} // namespace clang::tidy::structured
