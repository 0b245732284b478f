#include "JoinEvents.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "Handles.h"
#include "clang/AST/ASTContext.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

//===-- Who is spoken of ----------------------------------------------------===//

/// The variable of threads that \p Named is, or is another name for, or null.
const VarDecl *JoinEvents::tracked(const ValueDecl *Named) const {
  const auto *Binding = dyn_cast_or_null<BindingDecl>(Named);
  const auto *Var = dyn_cast_or_null<VarDecl>(Binding ? Binding->getDecomposedDecl() : Named);
  if (const VarDecl *Of = Aliases.lookup(Var))
    return Of;
  return Var && Variables.contains(Var) ? Var : nullptr;
}

/// The object that a call of begin() and its like leads into, or null.
static const Expr *iterated(const Expr *E) {
  static constexpr llvm::StringLiteral Names[] = {"begin", "cbegin", "rbegin", "end",
                                                  "cend",  "rend",   "data"};
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getIdentifier() && llvm::is_contained(Names, Method->getName())
             ? Call->getImplicitObjectArgument()
             : nullptr;
}

/// The pair of keys and values that \p E is a part of, or null.
static const Expr *pairOf(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(E);
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  const auto *Class = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  return Class && isNamed(*Class, "::std::pair") ? Member->getBase() : nullptr;
}

JoinEvents::Root JoinEvents::rootOf(const Expr *E) const {
  Root Found;
  Found.Whole = true;
  for (E = peel(E); E; E = peel(E)) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      Found.Name = Ref;
      Found.Var = tracked(Ref->getDecl());
      if (Ref->getDecl() != Found.Var)
        Found.Whole &= Found.Var && threadHolder(Ref->getType().getNonReferenceType(), Table).How ==
                                        Variables.lookup(Found.Var).Holder.How;
      return Found;
    }
    Found.Whole = false;
    const Expr *Into = iterated(E);
    Into = Into ? Into : pairOf(E);
    E = Into ? Into : baseObject(E);
  }
  return {};
}

void JoinEvents::note(const JoinEvent &Event) {
  JoinVariable &Var = Variables[Event.Of];
  switch (Event.What) {
  case JoinEvent::Kind::Start:
    Var.Starts.push_back(Event.At);
    StartWithin[Event.At] = Within;
    break;
  case JoinEvent::Kind::Clear:
    break;
  case JoinEvent::Kind::Release:
  case JoinEvent::Kind::Escape:
    (Event.What == JoinEvent::Kind::Release ? Var.Released : Var.Escapes) = true;
    for (const Stmt *Branch : Within)
      if (!llvm::is_contained(Var.Within, Branch))
        ReleasedIn[Branch].push_back(Event.Of);
    break;
  }
}

void JoinEvents::add(JoinEvent Event, const Stmt *Step) {
  note(Event);
  ByStep[Step].push_back(Event);
}

bool JoinEvents::settles(const Stmt *Branch, const VarDecl *Var, const Expr *Start) const {
  const auto Found = ReleasedIn.find(Branch);
  if (Found == ReleasedIn.end() || !llvm::is_contained(Found->second, Var))
    return false;
  const JoinVariable Of = Variables.lookup(Var);
  if (Of.Holder.How != Holding::One || isLoop(Branch))
    return true;
  // What is started on a condition is joined on the same, though it may look
  // different.
  const auto Around = StartWithin.find(Start);
  return Around != StartWithin.end() && !llvm::is_contained(Around->second, Branch) &&
         Around->second.size() > Of.Within.size();
}

JoinEvents::Question JoinEvents::asked(const Expr *E, const VarDecl *Var) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  const Root Of = rootOf(Method ? Call->getImplicitObjectArgument() : E);
  if (!Of || Of.Var != Var)
    return Question::Other;
  const Holding How = Of.Whole ? Variables.lookup(Var).Holder.How : Holding::One;
  if (nameOf(Method) == "joinable")
    return Variables.lookup(Var).Holder.How == Holding::Many ? Question::Other : Question::Joinable;
  if (nameOf(Method) == "empty")
    return How == Holding::Many ? Question::Empty : Question::Other;
  if (How == Holding::Many)
    return nameOf(Method) == "size" ? Question::Filled : Question::Other;
  const bool Asks = !Method || isa<CXXConversionDecl>(Method) || nameOf(Method) == "has_value";
  return How == Holding::Boxed && Asks ? Question::Filled : Question::Other;
}

//===-- What is kept --------------------------------------------------------===//

/// True if \p E makes an object that holds no thread: of nothing, or of numbers.
static bool isEmptyValue(const Expr *E) {
  if (!E || isa<CXXNullPtrLiteralExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr>(E))
    return true;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::all_of(List->inits(), isEmptyValue);
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  return Construct && llvm::all_of(Construct->arguments(), [](const Expr *Arg) {
           return isa<CXXDefaultArgExpr>(Arg) || Arg->getType()->isArithmeticType() ||
                  Arg->getType()->isNullPtrType();
         });
}

/// True if \p E makes a smart pointer that destroys what it holds in a way of its
/// own, such as by joining it.
static bool hasDeleter(const Expr *E) {
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E);
  return Construct && Construct->getNumArgs() > 1 &&
         isNamed(*Construct->getConstructor()->getParent(), "::std::shared_ptr");
}

/// What it means for \p Var that it, or an element of it, is given \p Value.
JoinEvent JoinEvents::valueOf(const VarDecl &Var, bool Whole, const Expr *Value) const {
  const Holding How = Variables.lookup(&Var).Holder.How;
  const Expr *Made = Value ? peel(Value) : nullptr;
  JoinEvent Event{JoinEvent::Kind::Escape, &Var, nullptr, false};
  if (hasDeleter(Made))
    return Event;
  if (const Root From = Made ? rootOf(Made) : Root()) {
    // A thread that is moved here is the one that was started there.
    const JoinVariable Source = Variables.lookup(From.Var);
    if (Source.Starts.size() == 1 && !Source.Escapes && From.Var != &Var)
      Event = {JoinEvent::Kind::Start, &Var, Source.Starts.front(), false};
  } else if (const Expr *Start = How == Holding::One && Whole
                                     ? (Made && Kept.spawnOf(*Made) ? Made : nullptr)
                                 : Value ? Kept.startIn(*Value)
                                         : nullptr) {
    Event = {JoinEvent::Kind::Start, &Var, Start, false};
  } else if (isEmptyValue(Made)) {
    Event.What = JoinEvent::Kind::Clear;
  }
  return Event;
}

//===-- The walk ------------------------------------------------------------===//

void JoinEvents::read(const Stmt &Body, const ParmVarDecl *Parameter) {
  if (Parameter)
    Variables[Parameter].Holder = threadHolder(Parameter->getType().getNonReferenceType(), Table);
  visit(&Body);
}

void JoinEvents::visitChildren(const Stmt &S) {
  for (const Stmt *Child : S.children())
    visit(Child);
}

void JoinEvents::visitBranch(const Stmt &S) {
  Within.push_back(&S);
  if (const auto *For = dyn_cast<CXXForRangeStmt>(&S))
    visitRange(*For);
  else
    visitChildren(S);
  Within.pop_back();
}

void JoinEvents::visit(const Stmt *S) {
  if (!S || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(S))
    return;
  if (isa<IfStmt, SwitchStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, CXXCatchStmt>(S))
    return visitBranch(*S);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const auto &[Capture, Init] : llvm::zip(Lambda->captures(), Lambda->capture_inits())) {
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        if (const VarDecl *Var = tracked(Capture.getCapturedVar()))
          Variables[Var].Shared = true;
      visit(Init);
    }
    return;
  }
  if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declared->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        visitVariable(*Var);
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && visitName(*Ref))
    return;
  if (const auto *Return = dyn_cast<ReturnStmt>(S); Return && Return->getRetValue())
    if (const Root Of = rootOf(Return->getRetValue())) {
      explain(Of);
      add({JoinEvent::Kind::Release, Of.Var}, Return);
    }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(S); Cast && Cast->getType()->isVoidType())
    if (const Root Of = rootOf(Cast->getSubExpr()))
      explain(Of);
  if (const auto *Call = dyn_cast<CallExpr>(S))
    return visitCall(*Call);
  const auto *Op = dyn_cast<BinaryOperator>(S);
  const llvm::SaveAndRestore Value(InValue, InValue || (Op && Op->isAssignmentOp()));
  // What could not be understood may be either.
  const llvm::SaveAndRestore Comparison(InComparison,
                                        (Op && Op->isComparisonOp()) || isa<RecoveryExpr>(S));
  visitChildren(*S);
}

/// A name that nothing around it explains lets the threads escape.
bool JoinEvents::visitName(const DeclRefExpr &Ref) {
  const VarDecl *Var = tracked(Ref.getDecl());
  if (Var && !Explained.contains(&Ref))
    add({JoinEvent::Kind::Escape, Var}, &Ref);
  return Var;
}

void JoinEvents::visitVariable(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  const QualType T = Var.getType();
  if (const ThreadHolder Holder = threadHolder(T, Table); Holder.Api && Var.hasLocalStorage()) {
    Variables[&Var] = {Holder, Within, {}, false, false};
    visit(Init);
    const JoinEvent Event = valueOf(Var, /*Whole=*/true, Init);
    note(Event);
    ByVariable[&Var].push_back(Event);
    return;
  }
  const Root Of = Init ? rootOf(Init) : Root();
  if (Of && (T->isReferenceType() || T->isPointerType() || iterated(peel(Init)))) {
    Aliases[&Var] = Of.Var;
    return explain(Of);
  }
  const llvm::SaveAndRestore Value(InValue, true);
  visit(Init);
}

void JoinEvents::visitRange(const CXXForRangeStmt &For) {
  visit(For.getInit());
  if (const Root Of = rootOf(For.getRangeInit()); Of && For.getLoopVariable()) {
    Aliases[For.getLoopVariable()] = Of.Var;
    explain(Of);
  } else {
    visit(For.getRangeInit());
  }
  visit(For.getBody());
}

void JoinEvents::visitCall(const CallExpr &Call) {
  if (Call.isCallToStdMove() || callOf(&Call, {"::std::exchange", "::std::forward"})) {
    if (const Root Of = rootOf(Call.getArg(0))) {
      explain(Of);
      add({JoinEvent::Kind::Release, Of.Var}, &Call);
    }
    return visitChildren(Call);
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (visitOperator(*Operator))
      return;
  } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    if (visitMember(*Member))
      return;
  }
  const FunctionDecl *Callee = isa<CXXOperatorCallExpr>(Call) ? nullptr : calleeOf(&Call);
  for (unsigned I = 0; Callee && I < Call.getNumArgs(); ++I) {
    const Root Of = rootOf(Call.getArg(I));
    if (!Of || !Call.getArg(I)->isLValue())
      continue;
    const JoinSummary Does = Summaries.of(*Callee, I, Call.getExprLoc());
    if (Does == JoinSummary::Unknown)
      continue;
    explain(Of);
    if (Does == JoinSummary::Releases)
      add({JoinEvent::Kind::Release, Of.Var}, &Call);
  }
  const llvm::SaveAndRestore Comparison(InComparison, false);
  visitChildren(Call);
}

bool JoinEvents::visitAssignment(const CXXOperatorCallExpr &Call) {
  const Root To = rootOf(Call.getArg(0));
  if (!To)
    return false;
  explain(To);
  visit(Call.getArg(1));
  const Holding How = Variables.lookup(To.Var).Holder.How;
  JoinEvent Event = valueOf(*To.Var, To.Whole, Call.getArg(1));
  const bool Element = How == Holding::Many && !To.Whole;
  Event.Replaces = !Element;
  if (!Element || Event.What != JoinEvent::Kind::Clear)
    add(Event, &Call);
  return true;
}

bool JoinEvents::visitOperator(const CXXOperatorCallExpr &Call) {
  switch (Call.getOperator()) {
  case OO_Equal:
    return Call.getNumArgs() == 2 && visitAssignment(Call);
  case OO_EqualEqual:
  case OO_ExclaimEqual:
  case OO_PlusPlus:
  case OO_MinusMinus: {
    const llvm::SaveAndRestore Comparison(InComparison, true);
    for (const Expr *Arg : Call.arguments()) {
      if (const Root Of = rootOf(Arg))
        explain(Of);
      visit(Arg);
    }
    return true;
  }
  default:
    return false;
  }
}

bool JoinEvents::visitMember(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const Root Object = rootOf(Call.getImplicitObjectArgument());
  if (!Method || !Object)
    return false;
  const QualType T = Call.getObjectType();
  const bool OfThread = threadHolder(T, Table).How == Holding::One;
  if (OfThread ? !visitThreadMember(Call, *Method, Object)
               : !visitContainerMember(Call, *Method, Object))
    return false;
  explain(Object);
  for (const Expr *Arg : Call.arguments())
    visit(Arg);
  return true;
}

/// Returns true if it is known what \p Method does with a thread.
bool JoinEvents::visitThreadMember(const CXXMemberCallExpr &Call, const CXXMethodDecl &Method,
                                   const Root &Object) {
  if (givesUpThread(Method)) {
    add({JoinEvent::Kind::Release, Object.Var}, &Call);
    return true;
  }
  if (!Method.getIdentifier())
    return false;
  const llvm::StringRef Name = Method.getName();
  return (Name == "joinable" && !InValue) || (Name == "get_id" && !InComparison && !InValue) ||
         Name == "native_handle" || Name == "interrupt";
}

/// Returns true if it is known what \p Method does with the threads of a
/// container, a smart pointer or an optional.
bool JoinEvents::visitContainerMember(const CXXMemberCallExpr &Call, const CXXMethodDecl &Method,
                                      const Root &Object) {
  static constexpr llvm::StringLiteral Harmless[] = {"size",     "empty",     "capacity", "reserve",
                                                     "max_size", "has_value", "resize"};
  static constexpr llvm::StringLiteral Clearing[] = {"clear", "reset"};
  if (isa<CXXConversionDecl>(Method))
    return !InValue;
  if (!Method.getIdentifier() || !Object.Whole)
    return false;
  const llvm::StringRef Name = Method.getName();
  if (llvm::is_contained(Harmless, Name))
    return true;
  JoinEvent Event{JoinEvent::Kind::Clear, Object.Var, nullptr, true};
  const bool Boxed = Variables.lookup(Object.Var).Holder.How == Holding::Boxed;
  if (const llvm::ArrayRef<const Expr *> Placed = placedBy(Call); !Placed.empty()) {
    Event = valueOf(*Object.Var, /*Whole=*/false, Placed.front());
    if (Kept.spawnOf(Call)) // It is made in place.
      Event = {JoinEvent::Kind::Start, Object.Var, &Call, false};
    Event.Replaces = Boxed;
  } else if (Name.starts_with("emplace")) {
    return true; // An element that holds nothing.
  } else if (Name == "reset" && Call.getNumArgs() == 1 && !isa<CXXDefaultArgExpr>(Call.getArg(0))) {
    Event = valueOf(*Object.Var, /*Whole=*/true, Call.getArg(0));
    Event.Replaces = true;
  } else if (!llvm::is_contained(Clearing, Name) || Call.getNumArgs() > 1) {
    return false;
  }
  if (Event.What == JoinEvent::Kind::Escape)
    return false;
  if (Event.What == JoinEvent::Kind::Start || Event.Replaces)
    add(Event, &Call);
  return true;
}

} // namespace clang::tidy::structured
