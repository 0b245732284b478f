#include "Waits.h"
#include "Classes.h"
#include "Expressions.h"
#include "SpawnApis.h"
#include "TaskPools.h"
#include "WaitWords.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

/// True if \p Callee, by its name, may wait for what others do.
static bool soundsLikeWait(const FunctionDecl &Callee) {
  const llvm::StringRef Name = nameOf(&Callee);
  if (Name.equals_insensitive("get")) {
    // That of a smart pointer does not.
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    return Method && !llvm::StringRef(Method->getParent()->getName()).ends_with("_ptr");
  }
  return isWaitWord(Name);
}

/// True if nobody can be told anything by an object of type \p T.
static bool isPlainData(QualType T) {
  static constexpr const char *Data[] = {
      "::std::basic_string", "::std::vector",   "::std::array",        "::std::deque",
      "::std::list",         "::std::map",      "::std::set",          "::std::pair",
      "::std::tuple",        "::std::optional", "::std::unordered_map"};
  T = T.getNonReferenceType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (Class)
    return llvm::any_of(Data, [&](const char *Name) { return isNamed(*Class, Name); });
  return !T->isDependentType();
}

/// True if what \p T is, or leads to, may run the work of others until it ends.
static bool mayRunWork(QualType T) {
  T = heldBy(heldBy(T.getNonReferenceType()));
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return T->isVoidType() || (Class && isExecutor(*Class));
}

/// True if \p Call may end an executor, which may wait then: it clears what holds one, or
/// puts another in its place.
static bool mayEndExecutor(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const llvm::StringRef Name = calledMember(&Call);
  const Expr *Object = nullptr;
  if (Operator && Operator->getOperator() == OO_Equal)
    Object = Operator->getArg(0);
  else if (Member && (Name == "reset" || Name == "clear"))
    Object = Member->getImplicitObjectArgument();
  return Object && mayRunWork(Object->IgnoreParenImpCasts()->getType());
}

/// True if \p Call has an executor that is a member do something, which may drive the one
/// that runs the work.
static bool mayDriveExecutor(const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  return Method && !Method->isConst() &&
         isa_and_nonnull<FieldDecl>(namedBy(Member->getImplicitObjectArgument())) &&
         mayRunWork(Member->getObjectType());
}

/// What is looked at first when \p Control, a branch or loop, is run.
static const Expr *entryOf(const Stmt &Control) {
  const Expr *First = nullptr;
  if (const auto *If = dyn_cast<IfStmt>(&Control))
    First = If->getCond();
  else if (const auto *For = dyn_cast<ForStmt>(&Control))
    First = For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(&Control))
    First = While->getCond();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Control))
    First = Range->getCond();
  else if (const auto *Switch = dyn_cast<SwitchStmt>(&Control))
    First = Switch->getCond();
  while (First) {
    First = First->IgnoreParenImpCasts();
    const auto *Not = dyn_cast<UnaryOperator>(First);
    const auto *Both = dyn_cast<BinaryOperator>(First);
    if (Not && Not->getOpcode() == UO_LNot)
      First = Not->getSubExpr();
    else if (Both && Both->isLogicalOp())
      First = Both->getLHS();
    else
      break;
  }
  return First;
}

/// Notes that \p S may wait for the work that \p Name leads to, or for any if
/// that is null. A branch or loop in which it stands counts as a whole: what
/// the branch depends on is likely to be whether there is work.
void Waits::note(const ValueDecl *Name, const Stmt *S) {
  Stops &To = Name ? ByName[Name] : Any;
  To.Run.insert(Inside ? Inside : S);
  if (Made)
    To.End.insert(Made);
  for (const Stmt *Control : llvm::reverse(Controls)) {
    if (startsIn(Control))
      break;
    if (const Expr *Entry = entryOf(*Control))
      To.Run.insert(Entry);
  }
}

bool Waits::startsIn(const Stmt *Control) const {
  return Started.startsIn(Control) || Ignored.contains(Control);
}

void Waits::noteCall(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (Kept.spawnOf(Call) || !Callee || Ignored.contains(&Call))
    return;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (soundsLikeWait(*Callee) || mayEndExecutor(Call) || mayDriveExecutor(Call))
    note(nullptr, &Call);
  // What is reached through the object, or from everywhere, a function can get at.
  const bool OnThis =
      Member && isa<CXXThisExpr>(Member->getImplicitObjectArgument()->IgnoreParenImpCasts());
  for (const ValueDecl *Name : Leading) {
    const auto *Var = dyn_cast<VarDecl>(Name);
    if ((OnThis && isa<FieldDecl>(Name)) ||
        (Var && Var->hasGlobalStorage() && !isOfSystemHeader(*Callee)))
      note(Name, &Call);
  }
}

void Waits::noteName(const Expr &E, const ValueDecl *Name) {
  if (const ValueDecl *Known = Aliases.lookup(Name))
    Name = Known;
  if (Ignored.contains(&E))
    return;
  if (Leading.contains(Name) && !Started.harmless().contains(&E))
    return note(Name, &E);
  if (!Held.contains(Name))
    return;
  const bool Loops = llvm::any_of(Controls, [&](const Stmt *Control) {
    return !isa<IfStmt, SwitchStmt>(Control) && !startsIn(Control);
  });
  if (Loops || !isPlainData(Name->getType()))
    note(Name, &E);
}

void Waits::readVariable(const VarDecl &Var) {
  // A socket that is made for a context does not wait for what that runs.
  const CXXRecordDecl *Class = Var.getType()->getAsCXXRecordDecl();
  const bool MayWait = !Inside && !(Class && isOfAsio(*Class));
  llvm::SaveAndRestore<const VarDecl *> Around(Made, MayWait ? &Var : Made);
  if (Var.getInit() && (Var.getType()->isReferenceType() || Var.getType()->isPointerType()))
    if (const ValueDecl *Name = homeOf(Var.getInit(), In).Name; Name && Leading.contains(Name))
      Aliases[&Var] = Name;
  read(Var.getInit());
}

void Waits::readLambda(const LambdaExpr &Lambda) {
  for (const auto &[Capture, Init] : llvm::zip(Lambda.captures(), Lambda.capture_inits()))
    if (Lambda.isInitCapture(&Capture))
      read(Init);
  if (Started.isWork(&Lambda) || Ignored.contains(&Lambda))
    return;
  llvm::SaveAndRestore<const LambdaExpr *> Around(Inside, Inside ? Inside : &Lambda);
  read(Lambda.getBody());
}

void Waits::read(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return readLambda(*Lambda);
  if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declared->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        readVariable(*Var);
    return;
  }
  if (const auto *Call = dyn_cast<CallExpr>(S))
    noteCall(*Call);
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    noteName(*Ref, Ref->getDecl());
  else if (const auto *Member = dyn_cast<MemberExpr>(S))
    noteName(*Member, Member->getMemberDecl());
  else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S);
           Delete && !Delete->getDestroyedType().isNull() && mayRunWork(Delete->getDestroyedType()))
    note(nullptr, S);
  else if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S))
    note(nullptr, S);
  const bool Control =
      !Inside && isa<IfStmt, SwitchStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
  if (Control)
    Controls.push_back(S);
  for (const Stmt *Child : S->children())
    read(Child);
  if (Control)
    Controls.pop_back();
}

} // namespace clang::tidy::structured
