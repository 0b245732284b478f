#include "JoinFlow.h"
#include "ThreadHolders.h"

namespace clang::tidy::structured {

/// More paths than this are not followed: nothing is said of such a body.
static constexpr size_t MostNodes = 4000;

JoinFlow::JoinFlow(const CFG &Graph, const PathEvents &Events, const Conditions &Known,
                   const Unwinding &Tries, Throws &Throwers)
    : Graph(Graph), Events(Events), Known(Known), Tries(Tries), Throwers(Throwers) {
  for (const CFGBlock *Block : Graph)
    if (const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(Block->getLabel()))
      Handlers[Handler] = Block;
}

std::vector<MissedJoin> JoinFlow::misses(const VarDecl *Of,
                                         llvm::ArrayRef<UnjoinedThread::Kind> Interesting) {
  Var = Of;
  Which = Interesting;
  Nodes.clear();
  Met.clear();
  Found.clear();
  Possible.clear();
  Open.clear();
  findWaysToJoin();
  Node First;
  First.Block = &Graph.getEntry();
  push(First);
  for (size_t At = 0; At < Nodes.size(); ++At) {
    if (At > MostNodes) {
      Open.clear();
      return {};
    }
    walk(At);
  }
  for (const MissedJoin &Each : Possible)
    if (llvm::none_of(Found, [&](const MissedJoin &Known) { return Known.Start == Each.Start; }))
      Found.push_back(Each);
  return Found;
}

static bool throws(const CFGBlock &Block) {
  return llvm::any_of(Block, [](const CFGElement &Element) {
    const auto Step = Element.getAs<CFGStmt>();
    return Step && isa<CXXThrowExpr>(Step->getStmt());
  });
}

static bool declares(const CFGBlock &Block, const VarDecl *Var) {
  return llvm::any_of(Block, [&](const CFGElement &Element) {
    const auto Step = Element.getAs<CFGStmt>();
    const auto *Declared = Step ? dyn_cast<DeclStmt>(Step->getStmt()) : nullptr;
    return Declared && llvm::is_contained(Declared->decls(), Var);
  });
}

/// Collects the blocks from which on something may yet join the thread.
void JoinFlow::findWaysToJoin() {
  LeadsToJoin.clear();
  auto Joins = [&](const JoinEvent &Event) {
    return Event.Of == Var &&
           (Event.What == JoinEvent::Kind::Release || Event.What == JoinEvent::Kind::Escape);
  };
  llvm::SmallVector<const CFGBlock *> Left;
  for (const CFGBlock *Block : Graph)
    for (const CFGElement &Element : *Block)
      if (const auto Step = Element.getAs<CFGStmt>();
          Step && llvm::any_of(Events.at(Step->getStmt()), Joins)) {
        Left.push_back(Block);
        break;
      }
  LeadsToJoin.insert(Left.begin(), Left.end());
  while (!Left.empty()) {
    const CFGBlock *Block = Left.pop_back_val();
    if (declares(*Block, Var)) // Before that, it is another thread.
      continue;
    for (const CFGBlock *Before : Block->preds())
      if (Before && !throws(*Before) && LeadsToJoin.insert(Before).second)
        Left.push_back(Before);
  }
}

void JoinFlow::push(Node Next) {
  if (Next.Block &&
      Met.emplace(Next.Block->getBlockID(), Next.Is, Next.Start, Next.Thrown.What, Next.Known)
          .second)
    Nodes.push_back(std::move(Next));
}

void JoinFlow::walk(int At) {
  Current = At;
  Node Now = Nodes[At];
  for (const CFGElement &Element : *Now.Block)
    if (!walkStep(Now, Element))
      return;
  leave(Now, At);
}

//===-- Along a block ---------------------------------------------------------===//

/// Returns false if the path ends here, or what becomes of the thread is not
/// known from here on.
bool JoinFlow::walkStep(Node &Now, const CFGElement &Element) {
  if (const auto Destroyed = Element.getAs<CFGAutomaticObjDtor>()) {
    if (Destroyed->getVarDecl() != Var || Now.Is == State::Nothing)
      return true;
    const Stmt *By = Destroyed->getTriggerStmt();
    miss(Now,
         isa_and_nonnull<ReturnStmt, CoreturnStmt>(By) ? UnjoinedThread::Kind::Return
                                                       : UnjoinedThread::Kind::Scope,
         By);
    return false;
  }
  const auto Step = Element.getAs<CFGStmt>();
  if (!Step)
    return true;
  const Stmt *S = Step->getStmt();
  if (const auto *Declared = dyn_cast<DeclStmt>(S);
      Declared && llvm::is_contained(Declared->decls(), Var)) {
    Now.Is = State::Nothing;
    if (!apply(Now, Events.at(Var), S))
      return false;
  }
  const PathEvents::List &Here = Events.at(S);
  if (!apply(Now, Here, S))
    return false;
  if (Now.Is == State::Runs && Here.empty())
    unwind(Now, *S);
  Known.apply(*S, Now.Known);
  return !isa<CXXThrowExpr>(S);
}

bool JoinFlow::apply(Node &Now, const PathEvents::List &List, const Stmt *Step) {
  for (const JoinEvent &Event : List) {
    if (Event.Of != Var)
      continue;
    if (Event.Replaces && Now.Is == State::Runs && Event.What != JoinEvent::Kind::Escape)
      miss(Now, UnjoinedThread::Kind::Replaced, Step);
    switch (Event.What) {
    case JoinEvent::Kind::Start:
      Now.Is = State::Runs;
      Now.Start = Event.At;
      break;
    case JoinEvent::Kind::Clear:
    case JoinEvent::Kind::Release:
      Now.Is = State::Nothing;
      Now.Start = nullptr;
      break;
    case JoinEvent::Kind::Escape:
      return false;
    }
  }
  return true;
}

static bool isUncertain(Throwing What) {
  return What != Throwing::Never && What != Throwing::Visibly;
}

/// Follows what \p Step may throw while the thread runs: to the handler that
/// catches it, or out of the variable's scope.
void JoinFlow::unwind(const Node &Now, const Stmt &Step) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&Step))
    if (const CXXMethodDecl *Method = Call->getMethodDecl(); Method && givesUpThread(*Method))
      return; // It throws only if it is used wrong.
  const auto *Rethrow = dyn_cast<CXXThrowExpr>(&Step);
  for (Throws::Escape &Each : Throwers.ofStep(Step)) {
    if (Rethrow && !Rethrow->getSubExpr())
      Each.Evidence.What = Throwing::Visibly;
    if (Each.Evidence.What < Throwing::Maybe)
      continue;
    Node Next = Now;
    Next.Thrown = Each.Evidence;
    if (isUncertain(Now.Thrown.What))
      Next.Thrown.What = Now.Thrown.What;
    Next.Before = Current;
    Next.Branch = -1;
    const CXXTryStmt *Try = Tries.around(&Step);
    if (Each.Open && Now.Thrown.What == Throwing::Never && (!Try || Tries.declares(Try, Var)))
      missIfThrown(Next, Each, Step);
    for (; Try && !Tries.declares(Try, Var); Try = Tries.around(Try))
      if (const CXXCatchStmt *Handler = Throwers.handlerOf(Each, *Try)) {
        Next.Block = Handlers.lookup(Handler);
        push(std::move(Next));
        break;
      }
    if (!Try || Tries.declares(Try, Var))
      miss(Next, UnjoinedThread::Kind::Thrown, &Step);
  }
}

//===-- From block to block ---------------------------------------------------===//

void JoinFlow::leave(const Node &Now, int At) {
  Node Left = Now;
  if (const Stmt *Branch = Now.Block->getTerminatorStmt();
      Branch && Now.Is == State::Runs && Events.settles(Branch, Var, Now.Start)) {
    Left.Is = State::Nothing;
    Left.Start = nullptr;
  }
  for (unsigned I = 0; I < Now.Block->succ_size(); ++I)
    if (std::optional<Node> Next = branch(Left, At, I))
      push(std::move(*Next));
}

/// What holds where branch number \p Index of the block that \p Now is in is
/// taken, or nothing if it cannot be.
std::optional<JoinFlow::Node> JoinFlow::branch(const Node &Now, int At, unsigned Index) const {
  Node Next = Now;
  Next.Block = *(Now.Block->succ_begin() + Index);
  Next.Before = At;
  Next.Branch = Index;
  if (!Next.Block)
    return std::nullopt;
  const Stmt *Branch = Now.Block->getTerminatorStmt();
  const Expr *Condition = Now.Block->succ_size() == 2 ? Now.Block->getLastCondition() : nullptr;
  if (!Branch || !Condition || !isa<IfStmt, AbstractConditionalOperator, BinaryOperator>(Branch))
    return Next;
  bool Value = Index == 0;
  const Expr *Decides = decisive(Condition, Value, Throwers.context());
  const PathEvents::Question Asked = Events.asked(Decides, Var);
  const bool Says = Value == (Asked != PathEvents::Question::Empty); // That a thread is there.
  if (Asked != PathEvents::Question::Other && Now.Is == State::Runs)
    return Says ? std::optional(Next) : std::nullopt;
  if (Asked == PathEvents::Question::Joinable)
    return Says ? std::nullopt : std::optional(Next);
  if (const auto Meaning = Known.meaning(Condition, Index == 0)) {
    const auto [Old, New] = Next.Known.insert(*Meaning);
    if (!New && Old->second != Meaning->second)
      return std::nullopt;
  }
  return Next;
}

//===-- What is found ---------------------------------------------------------===//

void JoinFlow::miss(const Node &Now, UnjoinedThread::Kind How, const Stmt *End) {
  if (!Which.empty() && !llvm::is_contained(Which, How))
    return;
  std::vector<MissedJoin> &To = isUncertain(Now.Thrown.What) ? Possible : Found;
  if (llvm::any_of(To, [&](const MissedJoin &Known) { return Known.Start == Now.Start; }))
    return;
  To.push_back(missAt(Now, How, End));
}

MissedJoin JoinFlow::missAt(const Node &Now, UnjoinedThread::Kind How, const Stmt *End) const {
  MissedJoin Miss;
  Miss.Start = Now.Start;
  Miss.How = How;
  Miss.End = End;
  Miss.Thrown = Now.Thrown;
  showBranch(Miss);
  return Miss;
}

void JoinFlow::missIfThrown(const Node &Now, const Throws::Escape &Call, const Stmt &Step) {
  auto IsKnown = [&](const OpenMiss &Each) {
    return Each.If.Start == Now.Start && Each.Call.Open == Call.Open;
  };
  if (llvm::none_of(Open, IsKnown))
    Open.push_back({missAt(Now, UnjoinedThread::Kind::Thrown, &Step), Call});
}

/// Looks back for the last branch that leads away from the joins.
void JoinFlow::showBranch(MissedJoin &Miss) const {
  for (int At = Current; At >= 0; At = Nodes[At].Before) {
    const Node &To = Nodes[At];
    if (To.Before < 0 || To.Start != Miss.Start)
      return;
    const CFGBlock *From = Nodes[To.Before].Block;
    if (To.Branch < 0 || LeadsToJoin.contains(To.Block) || !LeadsToJoin.contains(From))
      continue;
    Miss.By = To.Branch == 0 ? Branching::Holds : Branching::Fails;
    Miss.Branch = From->getLastCondition();
    if (isa_and_nonnull<SwitchStmt>(From->getTerminatorStmt())) {
      Miss.By = Branching::Case;
      Miss.Branch = To.Block->getLabel();
    }
    return;
  }
}

} // namespace clang::tidy::structured
