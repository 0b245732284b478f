#include "LooseThreads.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// The block of \p Threads' body that declares \p Var, or null.
static const CompoundStmt *blockOf(const VarDecl *Var, const HandleEvents::Start &Start) {
  for (const HandleEvents::Step &At : Start.At)
    for (const Stmt *S : At.Block->body())
      if (const auto *Declared = dyn_cast<DeclStmt>(S);
          Declared && llvm::is_contained(Declared->decls(), Var))
        return At.Block;
  return nullptr;
}

void LooseThreads::addUnjoined(UnjoinedThread &Thread, const HandleEvents &Events,
                               HeldThreads Threads) {
  for (const HandleEvents::Start &Each : Events.starts())
    if (Each.Spawn == Thread.Spawn) {
      Threads.Holders = {Each.Var};
      Threads.Block = blockOf(Each.Var, Each);
    }
  if (!Threads.Block)
    return;
  for (const HandleEvents::Start &Each : Events.starts())
    if (Each.Var == Threads.Holders.front())
      Threads.Starts.push_back({Each.Var, Each.Made});
  Thread.ToGroup = threadsToGroup(Threads, Names, Context);
}

namespace {
/// Finds what lets go of threads, outside of lambdas.
class Detaches {
public:
  explicit Detaches(const Stmt &Body) { add(Body); }
  llvm::SmallVector<const CXXMemberCallExpr *> Found;

private:
  void add(const Stmt &S) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    if (Call && calledMember(Call) == "detach" &&
        isStdThread(Call->getImplicitObjectArgument()->getType(), /*Many=*/false))
      Found.push_back(Call);
    for (const Stmt *Child : S.children())
      if (Child && !isa<LambdaExpr>(Child))
        add(*Child);
  }
};
} // namespace

void LooseThreads::addDetach(const CXXMemberCallExpr &Detach, const HandleEvents &Events,
                             HeldThreads Threads) {
  const Expr *Object = peel(Detach.getImplicitObjectArgument());
  const auto *Holder = dyn_cast_or_null<VarDecl>(namedBy(Object));
  Owners &Of = OwnersAt[writtenAt(Detach.getExprLoc(), Sources)];
  if (Holder) {
    Threads.Holders = {Holder};
    for (const HandleEvents::Start &Each : Events.starts())
      if (Each.Var == Holder)
        Threads.Starts.push_back({Holder, Each.Made});
  } else {
    Threads.Starts = {{nullptr, Object}};
  }
  if (Threads.Starts.size() != 1)
    return;
  Of.ToGroup = detachedToGroup(Threads, Names, Context);
  Of.ToDetached = detachedToProcess(Threads, Context);
}

void LooseThreads::addBody(const Stmt &Body, const HandleEvents &Events, const Place &At) {
  HeldThreads Threads;
  Threads.Body = &Body;
  Threads.InTemplate = At.Dependent || At.Instantiated;
  for (UnjoinedThread &Thread : Found.Unjoined)
    if (!Thread.ToGroup.isPossible() && Thread.ToGroup.Withheld.empty())
      addUnjoined(Thread, Events, Threads);
  for (const CXXMemberCallExpr *Detach : Detaches(Body).Found)
    addDetach(*Detach, Events, Threads);
}

void LooseThreads::resolve() {
  for (DetachSite &Site : Found.Detaches)
    if (const auto Known = OwnersAt.find(writtenAt(Site.Loc, Sources)); Known != OwnersAt.end()) {
      Site.ToGroup = Known->second.ToGroup;
      Site.ToDetached = Known->second.ToDetached;
    }
}

} // namespace clang::tidy::structured
