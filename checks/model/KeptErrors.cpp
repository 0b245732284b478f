#include "KeptErrors.h"
#include "Counts.h"
#include "Expressions.h"
#include "NameMap.h"
#include "checks/rewrite/ErrorSlots.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

static bool isErrorPointer(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && (isNamed(*Class, "::std::exception_ptr") ||
                   isNamed(*Class, "::std::__exception_ptr::exception_ptr") ||
                   isNamed(*Class, "::boost::exception_ptr"));
}

/// True if \p T keeps an exception, or is a container or array of such.
static bool keepsErrors(QualType T) {
  if (const auto *Array = T->getAsArrayTypeUnsafe())
    return keepsErrors(Array->getElementType());
  const auto *Made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  return isErrorPointer(T) || (Made && Made->isInStdNamespace() && Made->getTemplateArgs().size() &&
                               Made->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
                               isErrorPointer(Made->getTemplateArgs()[0].getAsType()));
}

/// The variable of the body that \p E names, if it keeps errors, or null. An
/// element that a loop goes through stands for its container.
static const VarDecl *errorIn(const Expr *E, llvm::ArrayRef<const Stmt *> Around) {
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(E));
  for (const Stmt *Loop : Around)
    if (const auto *For = dyn_cast<CXXForRangeStmt>(Loop); For && For->getLoopVariable() == Var)
      Var = dyn_cast_or_null<VarDecl>(namedBy(For->getRangeInit()));
  return Var && Var->isLocalVarDecl() && isLocalObject(Var) && keepsErrors(Var->getType())
             ? Var
             : nullptr;
}

//===-- What is done with it ----------------------------------------------------===//

static const CallExpr *callNamed(const Expr *E, llvm::StringRef Name) {
  const auto *Call = dyn_cast_or_null<CallExpr>(peel(E));
  return Call && nameOf(calleeOf(Call)) == Name ? Call : nullptr;
}

/// Where \p S, or a part of it, keeps in \p Error what a handler has caught. What
/// does so, or asks whether there is an error yet, goes to \p Known.
static SourceLocation keeps(const Stmt *S, const VarDecl &Error, bool InHandler,
                            llvm::DenseSet<const Stmt *> &Known) {
  if (!S)
    return {};
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return keeps(Lambda->getBody(), Error, InHandler, Known);
  if (const auto *If = dyn_cast<IfStmt>(S); If && InHandler)
    Known.insert(If->getCond());
  InHandler |= isa<CXXCatchStmt>(S);
  const Expr *To = nullptr, *Value = nullptr;
  if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(S); Assign && Assign->getNumArgs() == 2)
    std::tie(To, Value) = std::pair(Assign->getArg(0), Assign->getArg(1));
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && Call->getNumArgs() == 1)
    std::tie(To, Value) = std::pair(Call->getImplicitObjectArgument(), Call->getArg(0));
  if (InHandler && To && nameIn(To, Error) && callNamed(Value, "current_exception")) {
    Known.insert(S);
    return S->getBeginLoc();
  }
  SourceLocation Loc;
  for (const Stmt *Child : S->children())
    if (SourceLocation Found = keeps(Child, Error, InHandler, Known); Loc.isInvalid())
      Loc = Found;
  return Loc;
}

void KeptErrors::add(const Rethrow &Of, const Stmt &Body, llvm::ArrayRef<WorkStart> Starts,
                     llvm::ArrayRef<HandJoins::Joined> Joined, llvm::DenseSet<const Stmt *> Known) {
  HandWait Site;
  Site.What = HandWait::Kind::Error;
  Site.Loc = Of.Call->getBeginLoc();
  Site.Name = Of.Error->getNameAsString();
  bool Many = false;
  for (const WorkStart &Each : Starts)
    for (const WorkRun &Run : runsOf(*Each.At))
      if (const SourceLocation Loc = keeps(Run.Body, *Of.Error, /*InHandler=*/false, Known);
          Loc.isValid()) {
        Many |= !Site.All.empty() || isRepeated(Each.Around, Of.Around);
        if (Each.Spawn)
          Site.Spawns.push_back(*Each.Spawn);
        Site.All.push_back({Each.At->getBeginLoc(), Loc});
      }
  if (!Many || OtherUses(*Of.Error, Known).inStarter(&Body) || !Seen.insert(Site.Loc).second)
    return;
  for (const HandJoins::Joined &Each : Joined)
    if (meet(Each.Spawns, Site.Spawns))
      Site.ToGroup = errorsToGroup(Each.Threads, {Of.Error, Of.Call}, Names, Context);
  Found.HandWaits.push_back(std::move(Site));
}

void KeptErrors::addBody(const Stmt &Body, llvm::ArrayRef<HandJoins::Joined> Joined) {
  llvm::SmallVector<Rethrow> Rethrows;
  llvm::DenseSet<const Stmt *> Known;
  forEachPart(Body, [&](const Stmt &Part, const Loops &Around) {
    if (const auto *If = dyn_cast<IfStmt>(&Part))
      Known.insert(If->getCond());
    if (const auto *For = dyn_cast<CXXForRangeStmt>(&Part))
      Known.insert(For->getRangeStmt());
    const auto *E = dyn_cast<Expr>(&Part);
    const CallExpr *Call = E ? callNamed(E, "rethrow_exception") : nullptr;
    const VarDecl *Error =
        Call && Call->getNumArgs() == 1 ? errorIn(Call->getArg(0), Around) : nullptr;
    if (!Error)
      return false;
    Rethrows.push_back({Error, Call, Around});
    Known.insert(&Part);
    return true;
  });
  if (Rethrows.empty())
    return;
  const llvm::SmallVector<WorkStart> Starts = startsIn(Body, Kept);
  for (const Rethrow &Each : Rethrows)
    add(Each, Body, Starts, Joined, Known);
}

} // namespace clang::tidy::structured
