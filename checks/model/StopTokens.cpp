#include "StopTokens.h"
#include "Callables.h"
#include "Classes.h"
#include "Expressions.h"
#include "Lasting.h"
#include "TokenOverloads.h"
#include "Work.h"
#include "checks/rewrite/StoppableSleep.h"
#include "checks/rewrite/TokenArgument.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

//===-- Who takes a token --------------------------------------------------------===//

bool StopTokens::takesToken(const FunctionDecl &Function) const {
  return llvm::any_of(Function.parameters(),
                      [&](const ParmVarDecl *Each) { return isStopToken(Each->getType(), Table); });
}

void StopTokens::addFunction(const FunctionDecl &Function) {
  if (Function.isDependentContext() || !Function.doesThisDeclarationHaveABody())
    return;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  for (const ParmVarDecl *Each : Function.parameters())
    if (isStopToken(Each->getType(), Table) && Each->getIdentifier() && !saysUnused(*Each) &&
        !(Method && Method->isVirtual()))
      Parameters.push_back({&Function, Each});
}

void StopTokens::addName(const DeclRefExpr &Name) {
  if (const auto *Function = dyn_cast<FunctionDecl>(Name.getDecl());
      Function && takesToken(*Function))
    ++Named[Function->getCanonicalDecl()];
}

void StopTokens::addCall(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (Callee && isa<DeclRefExpr>(Call.getCallee()->IgnoreParenImpCasts()) && takesToken(*Callee))
    --Named[Callee->getCanonicalDecl()];
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  addRun(Call, llvm::ArrayRef(Call.getArgs(), Call.getNumArgs()),
         Member ? Member->getRecordDecl() : nullptr);
}

void StopTokens::addConstruction(const CXXConstructExpr &Construct) {
  addRun(Construct, llvm::ArrayRef(Construct.getArgs(), Construct.getNumArgs()),
         Construct.getConstructor()->getParent());
}

/// Notes what \p Start runs, which is handed to a spawn, or to an owner.
void StopTokens::addRun(const Expr &Start, llvm::ArrayRef<const Expr *> Args,
                        const CXXRecordDecl *By) {
  if (Args.empty() || !(Kept.spawnOf(Start) || (By && isOwner(*By, Table))))
    return;
  for (const Expr *Arg : Args) {
    const FunctionDecl *Run = Arg->getType().isNull() ? nullptr : calledBy(Arg);
    if (!Run)
      continue;
    --Named[Run->getCanonicalDecl()];
    if (By && Table.TokenGivers.find(By))
      addTokenless(Start, *Run);
  }
}

/// \p Start would hand a token to \p Run.
void StopTokens::addTokenless(const Expr &Start, const FunctionDecl &Run) {
  const Stmt *Body = bodyBeside(Run, Start.getBeginLoc());
  if (takesToken(Run) || !isEndless(Body, Context))
    return;
  LostToken Lost;
  Lost.How = LostToken::Kind::NotTaken;
  Lost.Loc = Start.getBeginLoc();
  add(std::move(Lost));
}

LostToken StopTokens::lost(LostToken::Kind How, const Parameter &Of, SourceLocation Loc) const {
  LostToken Lost;
  Lost.How = How;
  Lost.Loc = Loc;
  Lost.Token = Of.Token->getNameAsString();
  Lost.Declared = Of.Token->getLocation();
  return Lost;
}

//===-- What a body does with its token ----------------------------------------------===//

bool StopTokens::mentions(const Stmt *S, const ParmVarDecl &Token) const {
  if (!S)
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  return (Ref && Ref->getDecl() == &Token) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return mentions(Child, Token); });
}

/// The token that a member function is called of, as in `stop.stop_requested()`,
/// or null.
static const DeclRefExpr *askedToken(const Stmt &S) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  return Call ? dyn_cast<DeclRefExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts())
              : nullptr;
}

void StopTokens::collectUses(const Stmt *S, const Parameter &Of, Uses &To) const {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var == Of.Token)
      To.Used = To.HandedOn = true;
    else if (Var && !To.Other && Ref->refersToEnclosingVariableOrCapture() &&
             isStopToken(Var->getType(), Table))
      To.Other = Ref;
    return;
  }
  if (const DeclRefExpr *Asked = askedToken(*S); Asked && Asked->getDecl() == Of.Token) {
    To.Used = true;
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    collectUses(Lambda->getBody(), Of, To);
  for (const Stmt *Child : S->children())
    collectUses(Child, Of, To);
}

/// Nothing in the body says the token.
void StopTokens::addUnused(const Parameter &Of, const Uses &In) {
  if (In.Other) {
    LostToken Lost = lost(LostToken::Kind::Other, Of, In.Other->getLocation());
    Lost.Name = In.Other->getDecl()->getNameAsString();
    return add(std::move(Lost));
  }
  const Lasting Evidence = lasting(Of.Function->getBody(), Table, Context);
  if (Evidence.Because == Lasting::Why::Nothing ||
      Named.lookup(Of.Function->getCanonicalDecl()) > 0)
    return;
  const bool Loops = Evidence.Because == Lasting::Why::Loop;
  LostToken Lost =
      lost(Loops ? LostToken::Kind::Loop : LostToken::Kind::Blocks, Of, Of.Token->getLocation());
  Lost.Evidence = Evidence.Loc;
  add(std::move(Lost));
}

//===-- Where a body forgets its token ------------------------------------------------===//

void StopTokens::addCallWithout(const CallExpr &Call, const Parameter &Of) {
  const FunctionDecl *With = takesTokenToo(Call, *Of.Function, Table);
  if (!With)
    return;
  LostToken Lost = lost(LostToken::Kind::NotPassedOn, Of, Call.getExprLoc());
  Lost.Name = calleeOf(&Call)->getNameAsString();
  Lost.Evidence = With->getLocation();
  Lost.PassOn = passToken(Call, *With, *Of.Token);
  add(std::move(Lost));
}

/// The bundled runtime has a sleep that a stop ends.
void StopTokens::addSleep(const CallExpr &Call, const Parameter &Of) {
  const CXXRecordDecl *Token = Of.Token->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!isNamed(*Token, "::sc::stop_token") || !Table.Sleeps.find(calleeOf(&Call)))
    return;
  LostToken Lost = lost(LostToken::Kind::Sleeps, Of, Call.getBeginLoc());
  Lost.PassOn = stoppableSleep(Call, *Of.Function, *Of.Token, Context);
  add(std::move(Lost));
}

/// Looks for what goes on without the token of \p Of. Behind a loop that looks
/// at it, and where it has been asked, a stop may have been requested, and what
/// is done then is to be done in any case.
void StopTokens::addForgotten(const Stmt *S, const Parameter &Of, const Uses &In, Walk &At) {
  if (!S || isa<LambdaExpr, CXXCatchStmt>(S))
    return;
  const bool Loop = isLoop(S);
  const auto *If = dyn_cast<IfStmt>(S);
  const bool Asks = (Loop || If) && mentions(S, *Of.Token);
  if (If && Asks && mentions(If->getCond(), *Of.Token)) {
    At.Stopped |= !leaves(If->getThen());
    return;
  }
  if (Loop && !Asks && !In.HandedOn && isEndless(S, Context))
    return add(lost(LostToken::Kind::Endless, Of, S->getBeginLoc()));
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && !At.Stopped) {
    addCallWithout(*Call, Of);
    if (!At.Looks)
      addSleep(*Call, Of);
  }
  const llvm::SaveAndRestore<bool> Inside(At.Looks, At.Looks || (Loop && Asks));
  for (const Stmt *Child : S->children())
    addForgotten(Child, Of, In, At);
  At.Stopped |= Loop && Asks;
}

void StopTokens::add(LostToken Lost) {
  if (Seen.insert(Lost.Loc).second)
    Found.LostTokens.push_back(std::move(Lost));
}

void StopTokens::resolve() {
  // Code that does not compile is not all there: what looks at a token may be
  // among what is not.
  if (Context.getDiagnostics().hasUncompilableErrorOccurred())
    return;
  for (const Parameter &Each : Parameters) {
    Uses In;
    collectUses(Each.Function->getBody(), Each, In);
    Walk At;
    if (In.Used)
      addForgotten(Each.Function->getBody(), Each, In, At);
    else
      addUnused(Each, In);
  }
}

} // namespace clang::tidy::structured
