#include "Homes.h"
#include "CHandles.h"
#include "Callables.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// The home of what is in \p Var, or null if \p Var is another name for what
/// \p Next is set to.
static std::optional<Home> homeIn(const VarDecl &Var, const FunctionDecl &In, const Expr *&Next) {
  const bool Parameter = isa<ParmVarDecl>(Var);
  if (Var.hasGlobalStorage() || Var.getDeclContext() != &In)
    return Home{Home::Kind::Beyond, &Var};
  if (Var.getType()->isReferenceType() && !Parameter && Var.getInit()) {
    Next = Var.getInit();
    return std::nullopt;
  }
  if (Var.getType()->isReferenceType() || Var.getType()->isPointerType())
    return Parameter ? Home{Home::Kind::Beyond, &Var} : Home{};
  return Home{Home::Kind::Local, &Var};
}

Home homeOf(const Expr *To, const FunctionDecl &In) {
  while ((To = peel(To))) {
    const Expr *Next = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(To)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Var)
        return {};
      if (const std::optional<Home> Found = homeIn(*Var, In, Next))
        return *Found;
    } else if (const auto *Member = dyn_cast<MemberExpr>(To)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) ||
          isa<VarDecl>(Member->getMemberDecl()))
        return {Home::Kind::Beyond, Member->getMemberDecl()};
      Next = Member->getBase();
    } else {
      Next = baseObject(To);
    }
    To = Next;
  }
  return {};
}

Homes::Homes(const Handles &Kept, const Facts &Found, const FunctionDecl &In)
    : Kept(Kept), Found(Found), In(In) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&In))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (const FieldDecl *Field = Init->getAnyMember(); Field && Init->isWritten()) {
        place(Init->getInit(), {Home::Kind::Beyond, Field});
        read(Init->getInit());
      }
}

//===-- What is put where -----------------------------------------------------===//

/// Notes that \p Value, and what it is moved from, if anything, goes to \p To.
void Homes::place(const Expr *Value, Home To) {
  Value = peel(Value);
  if (const auto *New = dyn_cast_or_null<CXXNewExpr>(Value); New && New->getConstructExpr())
    Value = New->getConstructExpr();
  if (!Value)
    return;
  if (const Expr *Start = Kept.startJoinedBy(*Value))
    Value = Start;
  Placed[Value] = To;
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !isLocalObject(Var))
    return;
  Harmless.insert(Ref);
  if (const auto [Known, New] = Moved.try_emplace(Var, To); !New)
    Known->second = Home{}; // To one of two places.
}

void Homes::placeVariable(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  if (!Init)
    return;
  const Expr *Value = peel(Init);
  // A reference is one more name, unless it keeps a temporary alive.
  if (Var.getType()->isReferenceType() && !isa<CXXConstructExpr, CallExpr>(Value))
    return;
  const bool Pointer = Var.getType()->isPointerType();
  place(Init, {Var.isStaticLocal() ? Home::Kind::Beyond
               : Pointer           ? Home::Kind::Nowhere
                                   : Home::Kind::Local,
               &Var});
}

void Homes::assign(const Expr *To, const Expr *Value) {
  const Home Target = homeOf(To, In);
  const Expr *Name = peel(To);
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Name);
  markHarmless(To);
  // The pointer itself is set, and not what it points to.
  if (Ref && Ref->getType()->isPointerType() && Target.Where == Home::Kind::Unknown)
    return place(Value, {Home::Kind::Nowhere, Ref->getDecl()});
  place(Value, Target);
}

void Homes::placeMember(const CXXMemberCallExpr &Call) {
  static constexpr llvm::StringLiteral Questions[] = {"reserve", "size", "empty", "capacity",
                                                      "get_id"};
  const Expr *Object = Call.getImplicitObjectArgument();
  const llvm::StringRef Name = calledMember(&Call);
  const llvm::ArrayRef<const Expr *> Placed = placedBy(Call);
  if (Name == "detach" && Call.getNumArgs() == 0) {
    place(Object, {Home::Kind::Nowhere, namedBy(Object)});
    Detached.insert(namedBy(Object));
    markHarmless(Object);
  } else if (!Placed.empty() && Call.getMethodDecl()->getParent()->isInStdNamespace()) {
    place(Kept.spawnOf(Call) ? &Call : Placed.front(), homeOf(Object, In));
    markHarmless(Object);
  } else if (Name == "reset" && Call.getNumArgs() == 1) {
    assign(Object, Call.getArg(0));
  } else if (llvm::is_contained(Questions, Name)) {
    markHarmless(Object);
  }
}

/// Notes what is dropped of what \p S runs one after the other. A handle that
/// waits is gone with its work.
void Homes::dropChildren(const Stmt &S) {
  for (const Stmt *Child : S.children()) {
    const auto *E = dyn_cast_or_null<Expr>(Child);
    E = E ? peel(E) : nullptr;
    const auto *New = dyn_cast_or_null<CXXNewExpr>(E);
    const std::optional<size_t> Spawn = E && !New ? Kept.spawnOf(*E) : std::nullopt;
    if (New || (Spawn && Found.Spawns[*Spawn].Dropped == OnDrop::Detaches))
      place(E, {Home::Kind::Nowhere, nullptr});
  }
}

void Homes::markHarmless(const Expr *E) {
  for (E = peel(E); E; E = peel(baseObject(E)))
    if (isa<DeclRefExpr, MemberExpr>(E)) {
      Harmless.insert(E);
      return;
    }
}

//===-- What is started ---------------------------------------------------------===//

/// Notes the lambda that \p Arg is or names: it runs elsewhere.
void Homes::addWork(const Expr *Arg) {
  if (const LambdaExpr *Lambda = lambdaOf(Arg))
    Work.insert(Lambda);
}

void Homes::addStart(const Expr &E, size_t Spawn) {
  Start &Each = Starts.emplace_back(Start{&E, Spawn, Placed.lookup(&E), {}, false, {}});
  StartsIn.insert_range(Around);
  Each.Asked = !Around.empty() && isa<Expr, DeclStmt, ReturnStmt, SwitchStmt>(Around.back());
  if (const Expr *Runner = Kept.runnerOf(E)) {
    Each.Receiver = homeOf(Runner, In);
    markHarmless(Runner);
  }
  if (const Expr *Context = Kept.contextOf(E))
    if (const Home At = homeOf(Context, In); At.Where == Home::Kind::Local)
      Each.Receiver = At;
  llvm::ArrayRef<const Expr *> Args;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    Args = llvm::ArrayRef(Construct->getArgs(), Construct->getNumArgs());
  else if (const auto *Call = dyn_cast<CallExpr>(&E))
    Args = llvm::ArrayRef(Call->getArgs(), Call->getNumArgs());
  for (const Expr *Arg : Args)
    addWork(Arg);
  const Handle &Result = Found.Spawns[Spawn].Result;
  if (Result.What == Handle::Kind::OutParameter)
    for (const Expr *Arg : Args)
      if (const ValueDecl *Name = namedBy(Arg); Name && Name->getLocation() == Result.Declared) {
        const VarDecl *Var = localWrittenTo(*Arg); // Which may be a pointer.
        Each.Handle = Var ? Home{Home::Kind::Local, Var} : homeOf(Arg, In);
        markHarmless(Arg);
      }
}

/// \p S, if it is a call that sets or asks a timer of POSIX, or null.
static const CallExpr *askOfTimer(const Stmt *S) {
  const auto *E = dyn_cast<CallExpr>(S);
  return E ? callOf(E, {"::timer_settime", "::timer_gettime", "::timer_getoverrun"}) : nullptr;
}

void Homes::read(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      read(Init);
    return;
  }
  if (const auto *Names = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Names->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        placeVariable(*Var);
  } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    place(Return->getRetValue(), {Home::Kind::Beyond, nullptr});
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S)) {
    if (Call->getOperator() == OO_Equal && Call->getNumArgs() == 2)
      assign(Call->getArg(0), Call->getArg(1));
  } else if (const auto *Op = dyn_cast<BinaryOperator>(S)) {
    if (Op->getOpcode() == BO_Assign)
      assign(Op->getLHS(), Op->getRHS());
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    placeMember(*Call);
  } else if (const CallExpr *Asks = askOfTimer(S)) {
    markHarmless(Asks->getArg(0));
  } else if (!isa<Expr>(S)) {
    dropChildren(*S);
  }
  if (const auto *E = dyn_cast<Expr>(S))
    if (const std::optional<size_t> Spawn = Kept.spawnOf(*E))
      addStart(*E, *Spawn);
  Around.push_back(S);
  for (const Stmt *Child : S->children())
    read(Child);
  Around.pop_back();
}

/// Finds out where the handle of \p Each is in the end.
void Homes::follow(Start &Each) const {
  Home &At = Each.Handle;
  for (size_t Steps = 0; Steps <= Moved.size(); ++Steps) {
    if (At.Name)
      Each.Names.push_back(At.Name);
    if (At.Where == Home::Kind::Local && Detached.contains(At.Name))
      At.Where = Home::Kind::Nowhere;
    const auto Next = Moved.find(At.Name);
    if (At.Where != Home::Kind::Local || Next == Moved.end())
      return;
    At = Next->second;
  }
  At = {}; // It goes in a circle.
}

llvm::SmallVector<Homes::Start> Homes::starts() const {
  llvm::SmallVector<Start> All(Starts);
  for (Start &Each : All)
    follow(Each);
  return All;
}

} // namespace clang::tidy::structured
