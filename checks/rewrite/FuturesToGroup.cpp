#include "FuturesToGroup.h"
#include "SourceEdits.h"
#include "StartStatements.h"
#include "checks/model/Expressions.h"

namespace clang::tidy::structured {

using Future = HeldFutures::Future;
using Request = HeldFutures::Request;

namespace {

/// One rewrite in the making.
class Rewriting {
public:
  Rewriting(const HeldFutures &Futures, const ASTContext &Context)
      : Futures(Futures), Context(Context), Statements(*Futures.Body),
        Edits(Context, Futures.Body->getBeginLoc()) {}

  Rewrite toGroup(FreeNames &Names);

private:
  void rewrite(const Future &Each);
  void runAsTask(const Future &Of, const CallExpr &Start);
  void spawn(const CallExpr &Start);
  void changeType(const VarDecl &Var);
  void waitBefore(const Stmt &Step);

  const HeldFutures &Futures;
  const ASTContext &Context;
  const StatementsOf Statements;
  SourceEdits Edits;
  std::string Name;
};

} // namespace

bool saysPolicy(const CallExpr &Async) {
  const EnumDecl *Type = Async.getNumArgs() ? Async.getArg(0)->getType()->getAsEnumDecl() : nullptr;
  return Type && nameOf(Type) == "launch";
}

/// What \p Async runs, and its arguments.
static llvm::ArrayRef<const Expr *> workOf(const CallExpr &Async) {
  return llvm::ArrayRef(Async.getArgs(), Async.getNumArgs()).drop_front(saysPolicy(Async));
}

/// The name 'std::future' in the written type \p Loc, or in the type of the elements if it
/// is that of a container; nothing if it is not written there.
static std::optional<CharSourceRange> futureIn(TypeLoc Loc) {
  for (Loc = Loc.getUnqualifiedLoc(); !Loc.isNull(); Loc = Loc.getUnqualifiedLoc()) {
    if (const auto Reference = Loc.getAs<ReferenceTypeLoc>()) {
      Loc = Reference.getPointeeLoc();
    } else if (const auto Array = Loc.getAs<ArrayTypeLoc>()) {
      Loc = Array.getElementLoc();
    } else if (const auto Made = Loc.getAs<TemplateSpecializationTypeLoc>()) {
      const TemplateDecl *Template = Made.getTypePtr()->getTemplateName().getAsTemplateDecl();
      if (nameOf(Template) == "future")
        return CharSourceRange::getCharRange(Made.getBeginLoc(), Made.getLAngleLoc());
      if (Made.getNumArgs() == 0 ||
          Made.getArgLoc(0).getArgument().getKind() != TemplateArgument::Type)
        return std::nullopt;
      Loc = Made.getArgLoc(0).getTypeSourceInfo()->getTypeLoc();
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

/// Says in the declaration of \p Var that it holds tasks, unless that says 'auto'.
void Rewriting::changeType(const VarDecl &Var) {
  if (Var.getType()->getContainedAutoType() || !Var.getTypeSourceInfo())
    return;
  const auto Written = futureIn(Var.getTypeSourceInfo()->getTypeLoc());
  if (!Written)
    return Edits.refuse("the type of '" + Var.getNameAsString() + "' has a name of its own");
  Edits.replace(Edits.begin(Written->getBegin()), Edits.begin(Written->getEnd()), "sc::task");
}

/// Makes of the statement that \p Start is in, which does no more than to keep the future,
/// one that starts a task of the group.
void Rewriting::runAsTask(const Future &Of, const CallExpr &Start) {
  const Stmt *S = Of.Many ? Statements.around(&Start) : Of.Declared;
  if (!S)
    return Edits.refuse("the work is started in an unusual way");
  Edits.replace(Edits.begin(S->getBeginLoc()), Edits.begin(workOf(Start).front()->getBeginLoc()),
                Name + ".go(");
  Edits.replace(Edits.begin(Start.getRParenLoc()), Edits.endWithSemicolon(*S), ");");
}

void Rewriting::spawn(const CallExpr &Start) {
  Edits.replace(Edits.begin(Start.getBeginLoc()), Edits.begin(workOf(Start).front()->getBeginLoc()),
                Name + ".spawn(");
}

/// True if the group's wait does all that \p Asked does, a request of \p Of.
static bool goes(const Request &Asked, const Future &Of) {
  return Asked.Alone && (Of.isUnread() || calledMember(Asked.Call) == "wait");
}

void Rewriting::rewrite(const Future &Each) {
  const bool Unread = Each.isUnread();
  for (const CallExpr *Start : Each.Starts) {
    if (workOf(*Start).empty() || mayTakeToken(workOf(*Start)))
      return Edits.refuse("a group would give what it runs a stop token, which that could take");
    Unread ? runAsTask(Each, *Start) : spawn(*Start);
  }
  if (!Unread) {
    changeType(*Each.Var);
    if (Each.Each)
      changeType(*Each.Each);
  } else if (Each.Many) {
    Edits.remove(*Each.Declared);
    for (const Stmt *S : Each.Prepared)
      Edits.remove(*S);
  }
  for (const Request &Asked : Each.Requests)
    if (goes(Asked, Each) && Asked.Step != Futures.FirstStep)
      Edits.remove(*Asked.Step);
}

/// Waits before \p Step, or in place of it if it has nothing else to do.
void Rewriting::waitBefore(const Stmt &Step) {
  const bool Goes = llvm::any_of(Futures.All, [&](const Future &Each) {
    return llvm::any_of(Each.Requests, [&](const Request &Asked) {
      return Asked.Step == &Step && goes(Asked, Each);
    });
  });
  const unsigned At = Edits.begin(Step.getBeginLoc());
  if (Goes)
    return Edits.replace(At, Edits.endWithSemicolon(Step), Name + ".wait();");
  const unsigned Before = Edits.withComments(At);
  Edits.replace(Before, Before, Name + ".wait();\n" + Edits.indentation(Before));
}

Rewrite Rewriting::toGroup(FreeNames &Names) {
  if (Futures.InTemplate)
    Edits.refuse("it is in a template, which may be used with other types");
  Name = Names.in(*Futures.Body, Futures.All.front().Var->getName(), Context);
  for (const Future &Each : Futures.All)
    rewrite(Each);
  waitBefore(*Futures.FirstStep);
  // Last, as the reason tells that a newer standard is all that it takes.
  if (!Context.getLangOpts().CPlusPlus17)
    Edits.refuse(NeedsNewerStandard);
  const unsigned At = Edits.withComments(Edits.begin(Futures.FirstStart->getBeginLoc()));
  return Edits.finish(Name, At, At);
}

Rewrite futuresToGroup(const HeldFutures &Futures, FreeNames &Names, const ASTContext &Context) {
  return Rewriting(Futures, Context).toGroup(Names);
}

} // namespace clang::tidy::structured
