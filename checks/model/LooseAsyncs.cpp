#include "LooseAsyncs.h"
#include "Expressions.h"
#include "checks/rewrite/AsyncToGroup.h"

namespace clang::tidy::structured {

void LooseAsyncs::add(const Stmt &S, const Stmt &Body, const Place &At) {
  if (isa<LambdaExpr>(S))
    return;
  const auto *E = dyn_cast<Expr>(&S);
  // What is used in any way is no statement of its own.
  if (const CallExpr *Async =
          E ? callOf(E->IgnoreUnlessSpelledInSource(), {"::std::async"}) : nullptr) {
    const SourceLocation Loc = writtenAt(Async->getExprLoc(), Context.getSourceManager());
    if (ToGroupAt.try_emplace(Loc).second)
      ToGroupAt[Loc] = asyncToGroup(*Async, Body, At.Dependent || At.Instantiated, Names, Context);
    return;
  }
  if (E)
    return;
  for (const Stmt *Child : S.children())
    if (Child)
      add(*Child, Body, At);
}

void LooseAsyncs::addBody(const Stmt &Body, const Place &At) { add(Body, Body, At); }

void LooseAsyncs::resolve() {
  for (DiscardSite &Site : Found.Discards)
    if (const auto Known = ToGroupAt.find(writtenAt(Site.Loc, Context.getSourceManager()));
        Known != ToGroupAt.end() && Site.WaitHere.isValid())
      Site.ToGroup = std::move(Known->second);
}

} // namespace clang::tidy::structured
