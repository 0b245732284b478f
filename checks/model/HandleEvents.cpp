#include "HandleEvents.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "ThreadStarters.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

static bool isNull(const Expr *E, ASTContext &Context) {
  return E->IgnoreParenCasts()->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull);
}

//===-- Which variable holds a handle -------------------------------------------===//

/// The variable of this body that holds what \p Handle names, or null.
const VarDecl *HandleEvents::holderOf(const Expr *Handle) const {
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Handle));
  while (Var && ElementOf.contains(Var))
    Var = ElementOf.lookup(Var);
  return Var && Var->hasLocalStorage() ? Var : nullptr;
}

/// The same, for a use of \p Handle that is one of those to speak of.
const VarDecl *HandleEvents::use(const Expr *Handle) {
  const VarDecl *Var = holderOf(Handle);
  if (!Var) {
    walk(Handle);
    return nullptr;
  }
  for (const Expr *E = peel(Handle); E; E = peel(baseObject(E))) {
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      walk(Subscript->getIdx());
    else if (const auto *Call = dyn_cast<CallExpr>(E))
      for (unsigned I = isa<CXXOperatorCallExpr>(Call) ? 1 : 0; I < Call->getNumArgs(); ++I)
        walk(Call->getArg(I));
  }
  return Var;
}

/// True if \p Handle is, each time, another one of those that a variable holds.
static bool isEach(const Expr *Handle, const ASTContext &Context,
                   const llvm::DenseMap<const VarDecl *, const VarDecl *> &ElementOf) {
  for (const Expr *E = peel(Handle); E; E = peel(baseObject(E))) {
    const Expr *Index = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return ElementOf.contains(dyn_cast<VarDecl>(Ref->getDecl()));
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      Index = Subscript->getIdx();
    else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E); Call && Call->getNumArgs() == 2)
      Index = Call->getArg(1);
    else if (calledMember(E) == "front" || calledMember(E) == "back")
      return true;
    if (Index && (Index->isValueDependent() || !Index->isEvaluatable(Context)))
      return true;
  }
  return false;
}

/// Notes that \p Var stands for what the holder of \p Of holds, or for one part
/// of it.
bool HandleEvents::addElement(const VarDecl &Var, const Expr *Of) {
  const bool Begin = calledMember(peel(Of)) == "begin";
  if (!Begin && !Var.getType()->isReferenceType())
    return false;
  const VarDecl *Holder = holderOf(Of);
  if (!Holder || Holder == &Var)
    return false;
  use(Of);
  ElementOf[&Var] = Holder;
  return true;
}

//===-- The walk ------------------------------------------------------------------===//

void HandleEvents::walk(const Stmt *S) {
  if (!S)
    return;
  Around.push_back(S);
  walkInside(*S);
  Around.pop_back();
}

void HandleEvents::walkInside(const Stmt &S) {
  if (const auto *E = dyn_cast<Expr>(&S); E && addStart(*E))
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    return walkStored(nullptr,
                      llvm::ArrayRef(Lambda->capture_init_begin(), Lambda->capture_size()));
  if (const auto *Block = dyn_cast<CompoundStmt>(&S))
    return walkBlock(*Block);
  if (const auto *For = dyn_cast<CXXForRangeStmt>(&S))
    return walkRange(*For);
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    return walkCall(*Call);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    Elsewhere.insert(holderOf(Ref));
    return;
  }
  if (const auto *Declared = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declared->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        walkVariable(*Var);
    return;
  }
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&S)) {
    use(Delete->getArgument());
    return;
  }
  if (const auto *Op = dyn_cast<BinaryOperator>(&S)) {
    if (Op->getOpcode() == BO_Assign && addAssignment(Op->getLHS(), Op->getRHS()))
      return;
    if (Op->isComparisonOp()) {
      use(Op->getLHS());
      use(Op->getRHS());
      return;
    }
  }
  if (const auto *Op = dyn_cast<UnaryOperator>(&S); Op && Op->isIncrementDecrementOp()) {
    use(Op->getSubExpr());
    return;
  }
  walkChildren(S);
}

void HandleEvents::walkChildren(const Stmt &S) {
  for (const Stmt *Child : S.children())
    walk(Child);
}

void HandleEvents::walkBlock(const CompoundStmt &Block) {
  unsigned Number = 0;
  for (const Stmt *S : Block.body()) {
    Steps.push_back({&Block, Number++});
    walk(S);
    Steps.pop_back();
  }
}

void HandleEvents::walkVariable(const VarDecl &Var) {
  if (const Expr *Init = Var.getInit(); Init && !addElement(Var, Init))
    walkStored(&Var, Init);
}

void HandleEvents::walkRange(const CXXForRangeStmt &For) {
  walk(For.getInit());
  const VarDecl *Holder = holderOf(For.getRangeInit());
  use(For.getRangeInit());
  if (Holder && For.getLoopVariable())
    ElementOf[For.getLoopVariable()] = Holder;
  walk(For.getBody());
}

/// Walks \p Values, which \p To will hold, or nothing that is known.
void HandleEvents::walkStored(const VarDecl *To, llvm::ArrayRef<const Expr *> Values) {
  llvm::SaveAndRestore<const VarDecl *> Restore(Into, To);
  for (const Expr *Value : Values)
    walk(Value);
}

/// True if \p Name is of a member function that asks a container or a handle,
/// or gets a container ready, and lets no handle out.
static bool isHarmless(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Names[] = {"joinable", "size",      "empty",   "end",
                                                  "reserve",  "resize",    "clear",   "pop_back",
                                                  "capacity", "pop_front", "max_size"};
  return llvm::is_contained(Names, Name);
}

void HandleEvents::walkCall(const CallExpr &Call) {
  if (addJoin(Call) || addForEach(Call))
    return;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    if (addPlacement(*Member))
      return;
    if (isHarmless(calledMember(Member))) {
      use(Member->getImplicitObjectArgument());
      return walkStored(nullptr, llvm::ArrayRef(Call.getArgs(), Call.getNumArgs()));
    }
  }
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Op->getOperator() == OO_Equal && addAssignment(Op->getArg(0), Op->getArg(1)))
      return;
    if (Op->isComparisonOp() || Op->getOperator() == OO_PlusPlus) {
      for (const Expr *Arg : Op->arguments())
        use(Arg);
      return;
    }
  }
  // What a function that is not known does with a handle that is started for it.
  llvm::SaveAndRestore<const VarDecl *> Restore(Into, nullptr);
  walkChildren(Call);
}

//===-- Starts ----------------------------------------------------------------------===//

/// Notes that \p E starts a thread, if it does, and walks what that is given.
bool HandleEvents::addStart(const Expr &E) {
  const std::optional<size_t> Spawn = Kept.spawnOf(E);
  if (!Spawn)
    return false;
  const VarDecl *Var = Into;
  llvm::SmallVector<const Expr *> Args;
  if (const auto *Call = dyn_cast<CallExpr>(&E)) {
    llvm::append_range(Args, Call->arguments());
    const FunctionDecl *Callee = calleeOf(Call);
    const SpawnApi *Api = Callee ? Table.Spawns.find(Callee) : nullptr;
    if (Api && Api->HandleOut && *Api->HandleOut < Args.size()) {
      Var = use(Args[*Api->HandleOut]);
      // What its attributes ask for, a group cannot do.
      if (Api->Attribute && *Api->Attribute < Args.size() &&
          !isNull(Args[*Api->Attribute], Context))
        Elsewhere.insert(Var);
      Args.erase(Args.begin() + *Api->HandleOut);
    } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
               Member && !placedBy(*Member).empty()) {
      Var = use(Member->getImplicitObjectArgument());
    }
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E)) {
    llvm::append_range(Args, Construct->arguments());
  }
  if (Var)
    Starts.push_back({Var, *Spawn, &E, Steps});
  walkStored(nullptr, Args);
  return true;
}

/// Notes that \p To holds from now on what the variable that \p From names held.
bool HandleEvents::pass(const VarDecl *To, const Expr *From) {
  const auto *Ref = dyn_cast<DeclRefExpr>(peel(From));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  bool Passed = false;
  for (Start &Each : Starts)
    if (Var && Each.Var == Var) {
      Each.Var = To;
      Passed = true;
    }
  return Passed;
}

bool HandleEvents::addPlacement(const CXXMemberCallExpr &Call) {
  const llvm::ArrayRef<const Expr *> Placed = placedBy(Call);
  const VarDecl *Container = Placed.empty() ? nullptr : holderOf(Call.getImplicitObjectArgument());
  if (!Container)
    return false;
  use(Call.getImplicitObjectArgument());
  for (const Expr *Arg : Call.arguments())
    if (!pass(Container, Arg))
      walkStored(Container, Arg);
  return true;
}

bool HandleEvents::addAssignment(const Expr *To, const Expr *Value) {
  const VarDecl *Var = holderOf(To);
  if (!Var)
    return false;
  const size_t Before = Starts.size();
  const bool Passed = pass(Var, Value);
  if (!Passed)
    walkStored(Var, Value);
  if (Passed || Starts.size() > Before)
    use(To);
  else
    walk(To); // It may lose the thread that it holds.
  return true;
}

//===-- Joins -----------------------------------------------------------------------===//

/// True if \p If does what it does to a handle that is joinable, and only asks
/// for that.
static bool isGuard(const IfStmt &If) {
  return !If.getElse() && !If.getInit() && !If.getConditionVariable() &&
         calledMember(peel(If.getCond())) == "joinable";
}

/// The step of a block that consists of what the walk is at, or of a loop over
/// that; nothing if it is not always come to.
std::optional<HandleEvents::Step> HandleEvents::stepAround(bool InLoop) const {
  for (const Stmt *Outer : llvm::drop_begin(llvm::reverse(Around))) {
    if (isa<CompoundStmt>(Outer)) {
      if (InLoop)
        continue;
      const auto *At = llvm::find_if(Steps, [&](const Step &Each) { return Each.Block == Outer; });
      return *At;
    }
    if (isLoop(Outer)) {
      if (!InLoop)
        return std::nullopt;
      InLoop = false;
      continue;
    }
    const auto *If = dyn_cast<IfStmt>(Outer);
    const auto *Op = dyn_cast<BinaryOperator>(Outer);
    const bool Passed =
        If ? isGuard(*If)
           : (Op ? !Op->isLogicalOp()
                 : isa<Expr, DeclStmt>(Outer) && !isa<AbstractConditionalOperator>(Outer));
    if (!Passed)
      return std::nullopt;
  }
  return std::nullopt;
}

/// What \p Call joins, if it does nothing else, or null.
static const Expr *joinedBy(const CallExpr &Call, const SpawnTable &Table, ASTContext &Context) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return calledMember(Member) == "join" && Call.getNumArgs() == 0
               ? Member->getImplicitObjectArgument()
               : nullptr;
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || Call.getNumArgs() == 0)
    return nullptr;
  // What the thread returns, a group does not hand over.
  const bool Joins = Table.JoiningFunctions.find(Callee)
                         ? Call.getNumArgs() == 2 && isNull(Call.getArg(1), Context)
                         : joinsThread(*Callee);
  return Joins ? Call.getArg(0) : nullptr;
}

bool HandleEvents::addJoin(const CallExpr &Call) {
  const Expr *Handle = joinedBy(Call, Table, Context);
  const VarDecl *Var = Handle ? use(Handle) : nullptr;
  if (!Var)
    return Handle;
  const bool Each = isEach(Handle, Context, ElementOf);
  if (const std::optional<Step> At = stepAround(Each))
    Joins.push_back({Var, Call.getBeginLoc(), *At, Each});
  else
    Elsewhere.insert(Var);
  return true;
}

/// True if \p Call is of join() of what \p Of names, in a template too.
static bool isJoinOf(const Stmt *S, const ValueDecl *Of) {
  const auto *Call = dyn_cast<CallExpr>(S);
  const Expr *Callee = Call && Call->getNumArgs() == 0 ? Call->getCallee() : nullptr;
  const auto *Open = dyn_cast_or_null<CXXDependentScopeMemberExpr>(Callee);
  const auto *Known = dyn_cast_or_null<MemberExpr>(Callee);
  if (Open && !Open->isImplicitAccess())
    return Open->getMember().getAsString() == "join" && namedBy(Open->getBase()) == Of;
  return Known && Known->getMemberDecl()->getNameAsString() == "join" &&
         namedBy(Known->getBase()) == Of;
}

/// True if \p E is a callable that joins what it is called with, and does
/// nothing else.
static bool joinsArgument(const Expr *E) {
  E = peel(E);
  if (const CallExpr *Wrap = callOf(E, {"::std::mem_fn"}))
    return joinsArgument(Wrap->getArg(0));
  if (const auto *Op = dyn_cast<UnaryOperator>(E); Op && Op->getOpcode() == UO_AddrOf) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Op->getSubExpr());
    return Ref && Ref->getDecl()->getNameAsString() == "join";
  }
  const auto *Lambda = dyn_cast<LambdaExpr>(E);
  if (!Lambda || Lambda->getCallOperator()->getNumParams() != 1)
    return false;
  const CompoundStmt *Body = Lambda->getCompoundStmtBody();
  const Stmt *Only = Body->size() == 1 ? Body->body_front() : nullptr;
  if (const auto *If = dyn_cast_or_null<IfStmt>(Only); If && isGuard(*If))
    Only = If->getThen();
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Only))
    Only = Block->size() == 1 ? Block->body_front() : nullptr;
  return Only && isJoinOf(Only, Lambda->getCallOperator()->getParamDecl(0));
}

/// Notes a join by an algorithm, as in std::for_each(..., std::mem_fn(...)).
bool HandleEvents::addForEach(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (nameOf(Callee) != "for_each" || Call.getNumArgs() < 2 ||
      !joinsArgument(Call.getArg(Call.getNumArgs() - 1)))
    return false;
  const VarDecl *Var = use(Call.getArg(0));
  const std::optional<Step> At = stepAround(/*InLoop=*/false);
  if (Var && At)
    Joins.push_back({Var, Call.getBeginLoc(), *At, /*Many=*/true});
  else
    Elsewhere.insert(Var);
  return true;
}

} // namespace clang::tidy::structured
