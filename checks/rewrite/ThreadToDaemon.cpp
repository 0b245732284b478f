#include "ThreadToDaemon.h"
#include "FlagToToken.h"
#include "NameUses.h"
#include "checks/model/Expressions.h"

namespace clang::tidy::structured {

bool HeldDaemon::runs(const ClassCode::Use &Use) const {
  if (Function && Use.In && Use.In->getCanonicalDecl() == Function->getCanonicalDecl())
    return true;
  return Lambda && Use.In == Starter &&
         Lambda->getSourceRange().fullyContains(Use.At->getSourceRange());
}

//===-- The thread ------------------------------------------------------------------===//

bool sharesDeclaration(const FieldDecl &Field) {
  return llvm::count_if(cast<CXXRecordDecl>(Field.getParent())->fields(),
                        [&](const FieldDecl *Each) {
                          return Each->getOuterLocStart() == Field.getOuterLocStart();
                        }) > 1;
}

bool isSaidUnseen(const FieldDecl &Field, const ASTContext &Context) {
  for (const CXXMethodDecl *Each : cast<CXXRecordDecl>(Field.getParent())->methods())
    if (const FunctionDecl *Defined = Each->getDefinition();
        Defined && Each->isUserProvided() && Defined->getBody() &&
        isSaidUnseen(Field, *Defined->getBody(), Context))
      return true;
  return false;
}

static void rewriteType(const HeldDaemon &Held, FileEdits &Edits) {
  const FieldDecl &Thread = *Held.Thread;
  SourceEdits &To = Edits.at(Thread.getLocation());
  if (sharesDeclaration(Thread))
    return To.refuse("the thread is declared together with something else");
  To.replace(To.begin(Thread.getTypeSpecStartLoc()), To.end(Thread.getTypeSpecEndLoc()),
             "sc::daemon");
}

/// \p Token: what the function or the lambda takes, or "".
static void rewriteStart(const HeldDaemon &Held, StringRef Token, FileEdits &Edits) {
  const auto &Made = *cast<CXXConstructExpr>(Held.Start);
  SourceEdits &To = Edits.at(Made.getBeginLoc());
  const SourceRange Around = Made.getParenOrBraceRange();
  if (Around.isInvalid())
    return To.refuse("the thread is started in an unusual way");
  if (Held.Assignment) {
    To.replace(To.end(Held.Assignment->getArg(0)->getEndLoc()), To.end(Around.getBegin()),
               ".start(");
    To.replace(To.begin(Around.getEnd()), To.end(Around.getEnd()), ")");
  }
  if (Held.Lambda)
    return;
  std::string Run = Held.Function->getNameAsString();
  if (isHiddenIn(*Held.Function, *Held.Starter->getBody()))
    Run = "this->" + Run;
  std::string Work = "[this] { " + Run + "(); }";
  if (!Token.empty())
    Work = "[this](sc::stop_token " + Token.str() + ") { " + Run + "(" + Token.str() + "); }";
  To.replace(To.end(Around.getBegin()), To.begin(Around.getEnd()), Work);
}

static void rewriteJoin(const HeldDaemon::Join &Each, FileEdits &Edits) {
  const auto *Named = cast<MemberExpr>(Each.Call->getCallee()->IgnoreParens());
  const std::string Call = Each.Told ? "stop" : "wait";
  SourceEdits &To = Edits.at(Each.Whole->getBeginLoc());
  if (!isa<IfStmt>(Each.Whole))
    return To.replace(To.begin(Named->getMemberLoc()), To.end(Named->getMemberLoc()), Call);
  const StringRef Object =
      To.text().slice(To.begin(Each.Call->getBeginLoc()), To.begin(Named->getMemberLoc()));
  To.replace(To.begin(Each.Whole->getBeginLoc()), To.endWithSemicolon(*Each.Whole),
             Object.str() + Call + "();");
}

/// The rewrite; with \p Token, what tells the thread to stop in place of the flag.
static Rewrite attempt(const HeldDaemon &Held, const ClassCode &Code, const ASTContext &Context,
                       StringRef Token) {
  FileEdits Edits(Context);
  rewriteType(Held, Edits);
  rewriteStart(Held, Token, Edits);
  for (const HeldDaemon::Join &Each : Held.Joins)
    rewriteJoin(Each, Edits);
  if (!Token.empty())
    flagToToken(Held, Code, Token, Edits);
  Rewrite Done;
  Done.Edits = Edits.finish(Done.Withheld);
  if (Done.Withheld.empty())
    Done.GroupAt = CharSourceRange::getTokenRange(Held.Thread->getSourceRange());
  return Done;
}

Rewrite toDaemon(const HeldDaemon &Held, const ClassCode &Code, const ASTContext &Context) {
  Rewrite Done;
  if (!Context.getLangOpts().CPlusPlus17) {
    Done.Withheld = NeedsNewerStandard;
    return Done;
  }
  if (isSaidUnseen(*Held.Thread, Context)) {
    Done.Withheld = "'" + Held.Thread->getNameAsString() + "' is used in another configuration too";
    return Done;
  }
  std::string Stays = whyFlagStays(Held, Code, Context);
  const std::string Token = Stays.empty() ? tokenName(Held, Context) : "";
  if (!Token.empty())
    Done = attempt(Held, Code, Context, Token);
  if (Done.isPossible())
    return Done;
  if (Stays.empty())
    Stays = Done.Withheld.empty() ? "no name is free for a token" : Done.Withheld;
  Done = attempt(Held, Code, Context, "");
  Done.addChange("'" + Held.Flag->getNameAsString() + "' stays, as " + Stays);
  return Done;
}

} // namespace clang::tidy::structured
