#include "StartedWork.h"
#include "Callables.h"
#include "Counts.h"
#include "Expressions.h"
#include "ThreadStarters.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

//===-- Where it is started ---------------------------------------------------===//

bool isRepeated(const Loops &Inside, const Loops &Outside) {
  return llvm::any_of(Inside, [&](const Stmt *Loop) { return !llvm::is_contained(Outside, Loop); });
}

static void forEachPart(const Stmt *S, Loops &Around,
                        llvm::function_ref<bool(const Stmt &, const Loops &)> Meet) {
  if (!S || isa<LambdaExpr>(S) || Meet(*S, Around))
    return;
  const bool Loop = isLoop(S);
  if (Loop)
    Around.push_back(S);
  for (const Stmt *Child : S->children())
    forEachPart(Child, Around, Meet);
  if (Loop)
    Around.pop_back();
}

void forEachPart(const Stmt &Body, llvm::function_ref<bool(const Stmt &, const Loops &)> Meet) {
  Loops Around;
  forEachPart(&Body, Around, Meet);
}

llvm::SmallVector<WorkStart> startsIn(const Stmt &Body, const Handles &Kept) {
  llvm::SmallVector<WorkStart> All;
  forEachPart(Body, [&](const Stmt &Part, const Loops &Around) {
    const auto *E = dyn_cast<Expr>(&Part);
    const auto *Call = dyn_cast<CallExpr>(&Part);
    const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
    const std::optional<size_t> Spawn = E ? Kept.spawnOf(*E) : std::nullopt;
    const bool Starts = Spawn || (Callee && isCalledThreadStarter(*Callee));
    if (Starts)
      All.push_back({E, Spawn, Around});
    return Starts;
  });
  return All;
}

//===-- What it runs ----------------------------------------------------------===//

/// The function or lambda that \p E names, with its body, if this file has it.
static std::optional<WorkRun> runBy(const Expr *E) {
  E = peel(E);
  if (const auto *AddressOf = dyn_cast_or_null<UnaryOperator>(E);
      AddressOf && AddressOf->getOpcode() == UO_AddrOf)
    E = peel(AddressOf->getSubExpr());
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  if (const auto *Function = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr) {
    const Stmt *Body = bodyInMainFile(*Function);
    const FunctionDecl *Definition = Function->getDefinition();
    return Body ? std::optional(WorkRun{Definition, Body, {}}) : std::nullopt;
  }
  const LambdaExpr *Lambda = lambdaOf(E);
  return Lambda ? std::optional(WorkRun{Lambda->getCallOperator(), Lambda->getBody(), {}})
                : std::nullopt;
}

static void addRuns(const Stmt *S, llvm::SmallVector<WorkRun> &To) {
  if (!S || isa<LambdaExpr>(S))
    return;
  llvm::ArrayRef<const Expr *> Args;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    Args = {Call->getArgs(), Call->getNumArgs()};
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    Args = {Construct->getArgs(), Construct->getNumArgs()};
  for (unsigned I = 0; I < Args.size(); ++I)
    if (std::optional<WorkRun> Run = runBy(Args[I])) {
      Run->Args.append(Args.begin() + I + 1, Args.end());
      To.push_back(std::move(*Run));
      return;
    }
  for (const Stmt *Child : S->children())
    addRuns(Child, To);
}

llvm::SmallVector<WorkRun> runsOf(const Expr &Start) {
  llvm::SmallVector<WorkRun> Runs;
  addRuns(&Start, Runs);
  return Runs;
}

//===-- What else is done -------------------------------------------------------===//

/// True if \p S says how much work there will be: it sets what counts, or counts
/// one more.
bool OtherUses::isSetUp(const Stmt *S) const {
  const auto *E = dyn_cast_or_null<Expr>(S);
  E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
  if (const Count Step = stepOf(E, Of))
    return !Step.Down;
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(E))
    return Assign->getOpcode() == BO_Assign && nameIn(Assign->getLHS(), Of);
  if (const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(E))
    return Assign->getOperator() == OO_Equal && nameIn(Assign->getArg(0), Of);
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
  const llvm::StringRef Name = calledMember(Call);
  return (Name == "store" || Name.equals_insensitive("add")) &&
         nameIn(Call->getImplicitObjectArgument(), Of);
}

/// True if \p Lambda has a copy of its own of \p Of, and not of a pointer.
static bool copies(const LambdaExpr &Lambda, const ValueDecl &Of) {
  auto IsCopy = [&](const LambdaCapture &Capture) {
    return Capture.capturesVariable() && Capture.getCapturedVar() == &Of &&
           Capture.getCaptureKind() == LCK_ByCopy;
  };
  return Of.getType()->isIntegerType() && llvm::any_of(Lambda.captures(), IsCopy);
}

bool OtherUses::find(const Stmt *S, bool InWork) const {
  if (!S || Known.contains(S))
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return copies(*Lambda, Of) || find(Lambda->getBody(), /*InWork=*/true);
  if (isa<DeclRefExpr, MemberExpr>(S) && nameIn(cast<Expr>(S), Of))
    return true;
  const bool Runs = isa<CompoundStmt, ForStmt, WhileStmt, CXXForRangeStmt, IfStmt>(S);
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return !(Runs && !InWork && isSetUp(Child)) && find(Child, InWork);
  });
}

} // namespace clang::tidy::structured
