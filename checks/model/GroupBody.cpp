#include "GroupBody.h"
#include "Assertions.h"
#include "Callables.h"
#include "Expressions.h"

namespace clang::tidy::structured {

GroupBody::GroupBody(const Stmt &Body, const ControlFlow &Flow, const Place &At,
                     ASTContext &Context, const Handles &Kept, Throws &Throwing, const Facts &Found,
                     GroupTypes &Types, HandedGroups &Handed)
    : Body(Body), Flow(Flow), At(At), Context(Context), Kept(Kept), Throwing(Throwing),
      Found(Found), Has(Types, Handed), Known(*Flow.graph(), Context), Tries(Body) {
  Has.read(At.Function, Body);
}

std::vector<MissedJoin> GroupBody::misses(const PathEvents &Events, const VarDecl *Var,
                                          llvm::ArrayRef<UnjoinedThread::Kind> Which) const {
  std::vector<MissedJoin> All =
      JoinFlow(*Flow.graph(), Events, Known, Tries, Throwing).misses(Var, Which);
  llvm::erase_if(All, [](const MissedJoin &Miss) {
    return Miss.Thrown.What != Throwing::Never && Miss.Thrown.What != Throwing::Visibly;
  });
  return All;
}

/// What \p Start, a call, gives a task of its own.
static llvm::ArrayRef<const Expr *> argumentsOf(const GroupUse &Start) {
  if (Start.ByHelper)
    return {};
  return {Start.Call->getArgs(), Start.Call->getNumArgs()};
}

Stops GroupBody::stopsOf(const Group &Of, const Waits::Names &Held) const {
  Homes Started(Kept, Found, *At.Function);
  Started.read(&Body);
  Waits Waited(Started, Kept, *At.Function, {Of.Var}, Held);
  for (const Group &Each : Has.all())
    for (const GroupUse &Use : Each.Uses) {
      using Kind = GroupUse::Kind;
      if (Use.What == Kind::Start || Use.What == Kind::Ask || Use.What == Kind::Look ||
          Use.What == Kind::Cancel || Use.What == Kind::Close) {
        // What else a helper does, its name has to tell.
        Waited.ignore(Use.ByHelper ? nullptr : Use.At);
        Waited.ignore(Use.Name);
      }
      if (Use.What != Kind::Start)
        continue;
      for (const Expr *Arg : argumentsOf(Use)) {
        Waited.ignore(peel(Arg));
        Waited.ignore(lambdaOf(Arg));
      }
      for (const Stmt *Around : Use.Within)
        Waited.ignore(Around);
    }
  Waited.read(&Body);
  Stops All = Waited.ofAny();
  All.add(Waited.of(Of.Var));
  for (const ValueDecl *Name : Held)
    All.add(Waited.of(Name));
  // An object that a task is copied from waits for nothing when it ends.
  for (const GroupUse &Use : Of.Uses)
    if (Use.What == GroupUse::Kind::Start)
      for (const Expr *Arg : argumentsOf(Use))
        if (const auto *Ref = dyn_cast<DeclRefExpr>(peel(Arg)))
          if (const CXXRecordDecl *Class = Ref->getType()->getAsCXXRecordDecl();
              Class && Class->hasDefinition() && Class->hasTrivialDestructor())
            All.End.erase(dyn_cast<VarDecl>(Ref->getDecl()));
  return All;
}

bool GroupBody::isMeantToFail(SourceLocation Loc) const {
  return isAsserted(Loc, {"DEATH", "EXIT"}, Context);
}

bool GroupBody::expects(const Stmt &S, llvm::StringRef Name) const {
  if (isAsserted(S.getBeginLoc(), {"THROW"}, Context))
    return true;
  for (const CXXTryStmt *Try = Tries.around(&S); Try; Try = Tries.around(Try))
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
      const QualType Caught = Try->getHandler(I)->getCaughtType();
      const CXXRecordDecl *Class =
          Caught.isNull() ? nullptr : Caught.getNonReferenceType()->getAsCXXRecordDecl();
      if (Class && (isNamed(*Class, Name) || isNamed(*Class, "::std::logic_error")))
        return true;
    }
  return false;
}

} // namespace clang::tidy::structured
