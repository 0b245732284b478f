#include "AsyncToGroup.h"
#include "FuturesToGroup.h"
#include "SourceEdits.h"
#include "ThreadsToGroup.h"

namespace clang::tidy::structured {

Rewrite asyncToGroup(const CallExpr &Async, const Stmt &Body, bool InTemplate, FreeNames &Names,
                     const ASTContext &Context) {
  const StatementsOf Statements(Body);
  const CompoundStmt *Block = blockForGroup(Async, Body);
  const Stmt *S = Statements.around(&Async);
  const Stmt *Step = Block ? Statements.stepOf(S, *Block) : nullptr;
  if (!Step)
    return {};
  SourceEdits Edits(Context, Body.getBeginLoc());
  if (InTemplate)
    Edits.refuse("it is in a template, which may be used with other types");
  const llvm::ArrayRef<const Expr *> Work =
      llvm::ArrayRef(Async.getArgs(), Async.getNumArgs()).drop_front(saysPolicy(Async));
  if (Work.empty() || mayTakeToken(Work))
    Edits.refuse("a group would give what it runs a stop token, which that could take");
  else if (S->getBeginLoc() != Async.getBeginLoc() || S->getEndLoc() != Async.getEndLoc())
    Edits.refuse("more is done where the work is started");
  const std::string Name = Names.in(Body, "", Context);
  if (Edits.refusal().empty())
    Edits.replace(Edits.begin(Async.getBeginLoc()), Edits.begin(Work.front()->getBeginLoc()),
                  Name + ".go(");
  // Last, as the reason tells that a newer standard is all that it takes.
  if (!Context.getLangOpts().CPlusPlus17)
    Edits.refuse(NeedsNewerStandard);
  const unsigned At = Edits.withComments(Edits.begin(Step->getBeginLoc()));
  return Edits.finish(Name, At, At);
}

} // namespace clang::tidy::structured
