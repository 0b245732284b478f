#include "Groups.h"
#include "Assertions.h"
#include "Callables.h"
#include "Classes.h"
#include "Expressions.h"
#include "HandedGroups.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

using Kind = GroupUse::Kind;

GroupUse::Kind kindOf(const CXXMemberCallExpr &Call, const OwnerApi &Of) {
  static constexpr llvm::StringLiteral Cancels[] = {"cancel", "requestCancellation",
                                                    "request_stop"};
  static constexpr llvm::StringLiteral Resets[] = {"reset", "reopen", "clear"};
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const llvm::StringRef Name = nameOf(Method);
  if (llvm::is_contained(Of.Starts, Name))
    return Kind::Start;
  if (llvm::is_contained(Of.Waits, Name))
    return Kind::Wait;
  if (Name.starts_with("wait"))
    return Kind::MayWait;
  if (llvm::is_contained(Cancels, Name))
    return Kind::Cancel;
  if (llvm::is_contained(Resets, Name))
    return Kind::Reset;
  if (Name == "close")
    return Kind::Close;
  if (Name == "errors")
    return Kind::Look;
  return Method && (Method->isConst() || Name == "set_limit") ? Kind::Ask : Kind::Other;
}

//===-- Variables and members -------------------------------------------------===//

/// True if \p Option, of an sc::group, may stop it, or says what happens to its errors.
static bool mayStop(const Expr *Option) {
  static constexpr llvm::StringLiteral Plain[] = {"limit", "name", "launch_policy"};
  const CXXRecordDecl *Class = Option->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return !isa<CXXDefaultArgExpr>(Option) && !(Class && llvm::is_contained(Plain, nameOf(Class)));
}

/// The arguments that \p Init, what a pointer is made with, makes a new object of, or
/// nothing if it makes none.
static std::optional<llvm::ArrayRef<const Expr *>> newObjectOf(const Expr *Init) {
  const Expr *E = Init ? peel(Init) : nullptr;
  if (const auto *Pointer = dyn_cast_or_null<CXXConstructExpr>(E);
      Pointer && Pointer->getNumArgs() == 1 && isSmartPointer(Pointer->getType()))
    E = peel(Pointer->getArg(0));
  if (const auto *New = dyn_cast_or_null<CXXNewExpr>(E))
    if (const CXXConstructExpr *Made = New->getConstructExpr())
      return llvm::ArrayRef(Made->getArgs(), Made->getNumArgs());
  const auto *Call = dyn_cast_or_null<CallExpr>(E);
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  if (Callee && (isNamed(*Callee, "::std::make_unique") || isNamed(*Callee, "::std::make_shared")))
    return llvm::ArrayRef(Call->getArgs(), Call->getNumArgs());
  return std::nullopt;
}

/// Notes how the group \p Of is made, of \p Init.
static void describeMaking(Group &Of, const Expr *Init) {
  const CXXRecordDecl *Class = heldBy(Of.Var->getType())->getAsCXXRecordDecl();
  const bool Stoppable = Class && isNamed(*Class, "::sc::group");
  if (Of.Points) {
    const auto Args = newObjectOf(Init);
    Of.Own &= Args.has_value() && !Of.Var->getType()->isPointerType();
    Of.Options = true;
    Of.Stops = Stoppable && (!Args || llvm::any_of(*Args, mayStop));
    return;
  }
  Init = Init ? Init->IgnoreImplicit() : nullptr;
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init);
  Of.Options = Init && (!Made || llvm::any_of(Made->arguments(), [](const Expr *Arg) {
                 return !isa<CXXDefaultArgExpr>(Arg);
               }));
  Of.Stops = Stoppable && Made && llvm::any_of(Made->arguments(), mayStop);
}

void Groups::add(const VarDecl &Var) {
  const OwnerApi *Api = Var.hasLocalStorage() ? Types.findPointed(Var.getType()) : nullptr;
  if (!Api || Inside || !Numbers.try_emplace(&Var, All.size()).second)
    return;
  Group &Added = All.emplace_back();
  Added.Var = &Var;
  Added.Api = Api;
  Added.Own = Var.isLocalVarDecl() && !Var.getType()->isReferenceType();
  Added.Points = !Types.find(Var.getType());
  Added.Within = Within;
  describeMaking(Added, Var.getInit());
}

Group *Groups::ofMember(const FieldDecl &Member) {
  const auto [At, New] = Numbers.try_emplace(&Member, All.size());
  if (New) {
    const OwnerApi *Api = Types.findPointed(Member.getType());
    if (!Api) {
      Numbers.erase(At);
      return nullptr;
    }
    Group &Added = All.emplace_back();
    Added.Member = &Member;
    Added.Api = Api;
    Added.Points = !Types.find(Member.getType());
  }
  return &All[Numbers[&Member]];
}

void Groups::read(const FunctionDecl *Function, const Stmt &Body) {
  if (Function)
    for (const ParmVarDecl *Each : Function->parameters())
      add(*Each);
  visit(&Body);
  for (Group &Each : All)
    if (Each.Member)
      Each.Uses.append(OfObject);
}

void Groups::readHanded(const VarDecl &Var, const Stmt &Body) {
  add(Var);
  visit(&Body);
}

/// The member of this object that \p E names, or null.
static const FieldDecl *memberOfThis(const Expr &E) {
  const auto *Member = dyn_cast<MemberExpr>(&E);
  return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

Groups::Root Groups::rootOf(const Expr *E) {
  bool Through = false;
  for (E = E ? E->IgnoreParenImpCasts() : nullptr; E;) {
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    if (Unary && (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref))
      E = Unary->getSubExpr()->IgnoreParenImpCasts();
    else if (Operator &&
             (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow))
      E = Operator->getArg(0)->IgnoreParenImpCasts();
    else
      break;
    Through = true;
  }
  if (!E)
    return {};
  Group *Of = nullptr;
  if (const FieldDecl *Member = memberOfThis(*E)) {
    Of = ofMember(*Member);
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto Known = Numbers.find(Ref->getDecl());
    Of = Known == Numbers.end() ? nullptr : &All[Known->second];
  }
  return {Of, E, !Through && Of && isSmartPointer(Of->declared()->getType())};
}

//===-- Uses ------------------------------------------------------------------===//

void Groups::note(const Root &Of, Kind What, const Expr *At, const CXXMemberCallExpr *Call) {
  Of.Of->Uses.push_back({What, At, Of.Name, Call, Inside != nullptr,
                         /*ByHelper=*/At != Call && Call,
                         /*Sometimes=*/false, Within});
}

/// Notes that \p E may do anything with the object, but for what a task does to it.
void Groups::noteObject(const Expr &E) {
  const Expr *At = Inside ? Inside : &E;
  if (!InTask && !InStart)
    OfObject.push_back({Kind::Other, At, At, nullptr, false, false, false, Within});
}

void Groups::noteSteps(const Root &Of, const HandedSteps &All, const Expr &At) {
  for (const HandedStep &Each : All) {
    note(Of, Each.What, &At, Each.Call);
    Of.Of->Uses.back().ByHelper = true;
    Of.Of->Uses.back().Sometimes = Each.Sometimes;
  }
}

void Groups::visitDeclared(const DeclStmt &Declared) {
  for (const Decl *D : Declared.decls())
    if (const auto *Var = dyn_cast<VarDecl>(D)) {
      const auto *Lambda =
          dyn_cast_or_null<LambdaExpr>(Var->getInit() ? peel(Var->getInit()) : nullptr);
      // It counts where it is named.
      if (Lambda)
        visitCaptures(*Lambda);
      else
        visit(Var->getInit());
      add(*Var);
    }
}

/// A call of a smart pointer's own function.
bool Groups::visitPointer(const CXXMemberCallExpr &Call, const Root &Of) {
  const bool Replaces = calledMember(&Call) == "reset";
  const bool Asks = isa_and_nonnull<CXXConversionDecl>(Call.getMethodDecl());
  Of.Of->Stops |= Replaces;
  note(Of, Replaces ? Kind::Reset : Asks ? Kind::Ask : Kind::Other, &Call);
  for (const Expr *Arg : Call.arguments())
    visit(Arg);
  return true;
}

bool Groups::visitMemberCall(const CXXMemberCallExpr &Call) {
  const Expr *Object = Call.getImplicitObjectArgument();
  const Root Of = rootOf(Object);
  if (!Of)
    return visitOwnCall(Call);
  if (Of.Pointer)
    return visitPointer(Call, Of);
  Kind What = kindOf(Call, *Of.Of->Api);
  // What is refused starts nothing.
  if (What == Kind::Start &&
      isAsserted(Call.getBeginLoc(), {"THROW"}, Of.Of->declared()->getASTContext()))
    What = Kind::Ask;
  note(Of, What, &Call, &Call);
  const llvm::SaveAndRestore Starting(InStart, What == Kind::Start);
  for (const Expr *Arg : Call.arguments())
    visit(Arg);
  return true;
}

/// A call of a function of this object, or of one that may know it: a local variable knows
/// it only if it is told.
bool Groups::visitOwnCall(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const Expr *Object = Call.getImplicitObjectArgument()->IgnoreParenImpCasts();
  const bool OnThis = isa<CXXThisExpr>(Object);
  const auto *Name = dyn_cast<DeclRefExpr>(Object);
  const bool OnLocal = Name && isLocalObject(Name->getDecl()) && !Name->getType()->isPointerType();
  const bool Harmless = Method && (Method->isConst() || (!OnThis && isOfSystemHeader(*Method)));
  if (!OnLocal && !Harmless)
    noteObject(Call);
  if (!OnThis)
    visit(Object);
  visitArguments(Call, 0);
  return true;
}

/// What a function is handed, from argument number \p First on.
void Groups::visitArguments(const CallExpr &Call, unsigned First) {
  for (unsigned I = First; I < Call.getNumArgs(); ++I) {
    const Root Of = rootOf(Call.getArg(I));
    if (!Of || Of.Pointer)
      visit(Call.getArg(I));
    else
      noteSteps(Of, Handed.of(calleeOf(&Call), I - First, Call.getExprLoc()), Call);
  }
}

bool Groups::visitOperator(const CXXOperatorCallExpr &Call) {
  const Root Of = Call.getNumArgs() ? rootOf(Call.getArg(0)) : Root{};
  switch (Call.getOperator()) {
  case OO_Call:
    if (const LambdaExpr *Lambda = lambdaOf(Call.getArg(0)))
      visitHelper(*Lambda, Call, calleeOf(&Call));
    else
      visit(Call.getArg(0));
    if (isTaskType(Call.getArg(0)->getType()))
      noteObject(Call);
    visitArguments(Call, 1);
    return true;
  case OO_Equal:
    if (!Of || !Of.Pointer)
      return false;
    Of.Of->Stops = true;
    note(Of, Kind::Reset, &Call);
    visit(Call.getArg(1));
    return true;
  case OO_EqualEqual:
  case OO_ExclaimEqual:
    if (!Of || !Of.Pointer)
      return false;
    note(Of, Kind::Ask, &Call);
    visit(Call.getArg(1));
    return true;
  default:
    return false;
  }
}

void Groups::visitCaptures(const LambdaExpr &Lambda) {
  for (const auto &[Capture, Init] : llvm::zip(Lambda.captures(), Lambda.capture_inits()))
    if (Lambda.isInitCapture(&Capture))
      visit(Init);
    else if (const Root Of = Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy
                                 ? rootOf(peel(Init))
                                 : Root{};
             Of && Of.Pointer) // It shares the group.
      note(Of, Kind::Other, &Lambda);
}

static bool isKnownOfTask(const GroupUse &Use) {
  return Use.What == Kind::Start || Use.What == Kind::Cancel || Use.What == Kind::Ask;
}

/// A task may start others, and ask. All else that a lambda does with a group is done
/// nobody knows when.
void Groups::visitLambda(const LambdaExpr &Lambda) {
  visitCaptures(Lambda);
  std::vector<size_t> Before;
  for (const Group &Each : All)
    Before.push_back(Each.Uses.size());
  const bool Task = InStart;
  const bool Outermost = !Inside;
  {
    const llvm::SaveAndRestore In(Inside, Inside ? Inside : &Lambda);
    const llvm::SaveAndRestore Working(InTask, InTask || Task);
    const llvm::SaveAndRestore Nothing(InStart, false);
    visit(Lambda.getBody());
  }
  if (!Outermost)
    return;
  Before.resize(All.size()); // Members may have been met.
  for (unsigned I = 0; I < Before.size(); ++I) {
    auto Said = llvm::drop_begin(All[I].Uses, Before[I]);
    if (Said.empty() || (Task && llvm::all_of(Said, isKnownOfTask)))
      continue;
    const Expr *Name = Said.begin()->Name;
    All[I].Uses.resize(Before[I]);
    All[I].Uses.push_back({Kind::Other, &Lambda, Name, nullptr, false, false, false, Within});
  }
}

/// Collects the variables that \p Lambda has by itself, or by the lambdas that it has.
static void collectCaptured(const LambdaExpr &Lambda, llvm::SetVector<const VarDecl *> &To) {
  for (const LambdaCapture &Each : Lambda.captures())
    if (const auto *Var =
            Each.capturesVariable() ? dyn_cast<VarDecl>(Each.getCapturedVar()) : nullptr;
        Var && To.insert(Var) && Var->getInit())
      if (const auto *Inner = dyn_cast<LambdaExpr>(peel(Var->getInit())))
        collectCaptured(*Inner, To);
}

/// A lambda that has a name is called by that at \p At, as \p Called, is the task that is
/// started, or is handed on if \p Called is null.
void Groups::visitHelper(const LambdaExpr &Lambda, const Expr &At, const FunctionDecl *Called) {
  llvm::SetVector<const VarDecl *> Captured;
  collectCaptured(Lambda, Captured);
  noteObject(At); // It may be among them.
  for (const VarDecl *Var : Captured) {
    const auto Known = Numbers.find(Var);
    if (Known == Numbers.end())
      continue;
    const Root Of{&All[Known->second], &At};
    HandedSteps Does = {HandedStep{}};
    if (Called || !Lambda.isGenericLambda())
      Does = Handed.ofLambda(Called ? *Called : *Lambda.getCallOperator(), *Var);
    const bool Starts =
        llvm::all_of(Does, [](const HandedStep &Each) { return Each.What == Kind::Start; });
    if (!Called && !Starts)
      Does = {HandedStep{}};
    else if (!Called && !InStart && !Does.empty())
      Does = {HandedStep{}};
    noteSteps(Of, Does, At);
    if (!Called && InStart)
      for (GroupUse &Each : llvm::drop_begin(Of.Of->Uses, Of.Of->Uses.size() - Does.size()))
        Each.InLambda |= Each.What == Kind::Start;
  }
}

/// Returns false if \p E is no name of a group, or of a lambda.
bool Groups::visitName(const Expr &E) {
  if (const Root Of = rootOf(&E)) {
    note(Of, Kind::Other, &E);
    return true;
  }
  const LambdaExpr *Lambda = isa<DeclRefExpr>(E) ? lambdaOf(&E) : nullptr;
  if (Lambda)
    visitHelper(*Lambda, E, /*Called=*/nullptr);
  return Lambda || memberOfThis(E);
}

/// Returns false if \p Call is to be read like any other expression.
bool Groups::visitCall(const CallExpr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return visitMemberCall(*Member);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return visitOperator(*Operator);
  if (!calleeOf(&Call))
    noteObject(Call);
  visit(Call.getCallee());
  visitArguments(Call, 0);
  return true;
}

void Groups::visit(const Stmt *S) {
  if (!S || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(S))
    return;
  if (const auto *Declared = dyn_cast<DeclStmt>(S))
    return visitDeclared(*Declared);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return visitLambda(*Lambda);
  if (isa<DeclRefExpr, MemberExpr>(S) && visitName(*cast<Expr>(S)))
    return;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && visitCall(*Call))
    return;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_PointerToBoolean)
    if (const Root Of = rootOf(Cast->getSubExpr()))
      return note(Of, Kind::Ask, Cast);
  if (const auto *This = dyn_cast<CXXThisExpr>(S))
    noteObject(*This);
  const bool Branch = !Inside && isa<IfStmt, SwitchStmt, ForStmt, WhileStmt, DoStmt,
                                     CXXForRangeStmt, CXXCatchStmt, ConditionalOperator>(S);
  if (Branch)
    Within.push_back(S);
  const llvm::SaveAndRestore Starting(InStart, InStart && !isa<CompoundStmt>(S));
  for (const Stmt *Child : S->children())
    visit(Child);
  if (Branch)
    Within.pop_back();
}

} // namespace clang::tidy::structured
