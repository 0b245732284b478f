#include "FutureUses.h"
#include "Expressions.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

namespace clang::tidy::structured {

namespace {

/// Walks over the code that can name one variable, and finds out whether each
/// use is one that leaves the futures' errors alone.
///
/// What surrounds a name is visited before the name is: it explains the uses
/// that it knows, and a name that nothing has explained is a use of any kind.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
  using Base = RecursiveASTVisitor<UseFinder>;

public:
  UseFinder(const ValueDecl &Var, const SpawnTable &Table, llvm::SetVector<const ValueDecl *> &Also)
      : Var(Var), Table(Table), Also(Also) {}

  FutureFate Fate;

  bool TraverseDecl(Decl *D) { return !D || isOfSystemHeader(*D) || Base::TraverseDecl(D); }

  // What is only named and never run.
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  // In the body, what is captured bears the name of the variable itself.
  bool TraverseLambdaCapture(LambdaExpr *Lambda, const LambdaCapture *Capture, Expr *Init) {
    return !Lambda->isInitCapture(Capture) || Base::TraverseLambdaCapture(Lambda, Capture, Init);
  }

  bool VisitStmt(Stmt *S);
  bool VisitVarDecl(VarDecl *Other) { return pass(Other->getInit(), Other); }
  bool VisitBindingDecl(BindingDecl *Binding);
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    return pass(For->getRangeInit(), For->getLoopVariable());
  }
  bool VisitExplicitCastExpr(ExplicitCastExpr *Cast);
  bool VisitBinaryOperator(BinaryOperator *Op);
  bool VisitUnaryOperator(UnaryOperator *Op);
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call);
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call);
  bool VisitCallExpr(CallExpr *Call);
  bool VisitDeclRefExpr(DeclRefExpr *Ref) { return use(Ref, Ref->getDecl()); }
  bool VisitMemberExpr(MemberExpr *Member) { return use(Member, Member->getMemberDecl()); }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    Fate.Observed |= isa<FieldDecl>(Var) && Member->getMember() == Var.getDeclName();
    return true;
  }

private:
  bool isFuture(const Expr *E) const {
    // Some functions are those of a base class, in the library.
    const QualType T = E->IgnoreParenImpCasts()->getType();
    return !T.isNull() && Table.Futures.find(T->isPointerType() ? T->getPointeeCXXRecordDecl()
                                                                : T->getAsCXXRecordDecl());
  }
  const Expr *nameIn(const Expr *E) const;
  const Expr *sourceOf(const Expr *E) const;
  bool explain(const Expr *E);
  bool pass(const Expr *Value, const ValueDecl *To);
  bool isQuiet(const CXXMemberCallExpr &Call) const;
  bool use(const Expr *Name, const ValueDecl *Named) {
    Fate.Observed |= Named == &Var && !Explained.contains(Name);
    return true;
  }

  const ValueDecl &Var;
  const SpawnTable &Table;
  llvm::SetVector<const ValueDecl *> &Also; ///< Who else holds what the variable does.
  llvm::DenseSet<const Expr *> Explained;   ///< Names whose use is known.
  llvm::DenseSet<const Expr *> Dropped;     ///< Calls whose value nobody uses.
};

} // namespace

/// The name of the variable that \p E stands for, or for an element or the
/// insides of, or null if \p E stands for something else.
const Expr *UseFinder::nameIn(const Expr *E) const {
  for (E = peel(E); E; E = peel(E)) {
    // A pointer to a member leads anywhere.
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl() == &Var && isa<VarDecl>(Var) ? Ref : nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl() == &Var ? Member : nullptr;
    const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
    // The get() of a future is none of a smart pointer.
    if (Call && isFuture(Call->getImplicitObjectArgument()))
      return nullptr;
    E = calledMember(Call) == "end" ? Call->getImplicitObjectArgument() : baseObject(E);
  }
  return nullptr;
}

/// The name of the variable that the futures in \p E come from, or null.
const Expr *UseFinder::sourceOf(const Expr *E) const {
  E = peel(E);
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E))
    return isFuture(E) && Construct->getNumArgs() ? sourceOf(Construct->getArg(0)) : nullptr;
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
      Call && isFuture(Call->getImplicitObjectArgument()) && calledMember(Call) == "share")
    return nameIn(Call->getImplicitObjectArgument());
  return E ? nameIn(E) : nullptr;
}

/// Notes that \p E, if it stands for the variable, is used in a way that leaves
/// errors alone. Returns true if it does stand for it.
bool UseFinder::explain(const Expr *E) {
  const Expr *Name = nameIn(E);
  return Name && (Explained.insert(Name), true);
}

/// Notes that \p To holds the futures of \p Value. Returns true: the walk goes on.
bool UseFinder::pass(const Expr *Value, const ValueDecl *To) {
  if (const Expr *Name = Value && To ? sourceOf(Value) : nullptr; Name && To != &Var) {
    Explained.insert(Name);
    Also.insert(To);
  }
  return true;
}

bool UseFinder::VisitStmt(Stmt *S) {
  if (isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchCase, LabelStmt>(
          S))
    for (const Stmt *Child : S->children())
      if (const auto *E = dyn_cast_or_null<Expr>(Child))
        Dropped.insert(E->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts());
  return true;
}

bool UseFinder::VisitBindingDecl(BindingDecl *Binding) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(Binding->getBinding());
  Fate.Observed |= Member && Member->getMemberDecl() == &Var;
  return true;
}

bool UseFinder::VisitExplicitCastExpr(ExplicitCastExpr *Cast) {
  if (Cast->getType()->isVoidType())
    explain(Cast->getSubExpr());
  return true;
}

bool UseFinder::VisitBinaryOperator(BinaryOperator *Op) {
  if (Op->isEqualityOp()) {
    explain(Op->getLHS());
    explain(Op->getRHS());
  }
  return true;
}

bool UseFinder::VisitUnaryOperator(UnaryOperator *Op) {
  if (Op->isIncrementDecrementOp())
    explain(Op->getSubExpr());
  return true;
}

bool UseFinder::VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
  switch (Call->getOperator()) {
  case OO_Equal:
    if (Call->getNumArgs() != 2)
      break;
    if (Dropped.contains(Call))
      explain(Call->getArg(0));
    return pass(Call->getArg(1), namedBy(Call->getArg(0)));
  case OO_EqualEqual:
  case OO_ExclaimEqual:
  case OO_PlusPlus:
  case OO_MinusMinus:
    for (const Expr *Arg : Call->arguments())
      explain(Arg);
    break;
  default:
    break;
  }
  return true;
}

/// True if \p Call leaves the errors of its object's futures alone.
bool UseFinder::isQuiet(const CXXMemberCallExpr &Call) const {
  static constexpr llvm::StringLiteral OfFutures[] = {"wait", "wait_for", "wait_until", "valid",
                                                      "is_ready"};
  static constexpr llvm::StringLiteral OfContainers[] = {
      "push_back", "emplace_back", "push_front", "emplace_front", "emplace",
      "insert",    "reserve",      "resize",     "clear",         "pop_back",
      "pop_front", "empty",        "size",       "capacity",      "reset"};
  const Expr *Object = Call.getImplicitObjectArgument();
  const QualType Result = Call.getType();
  // What folly's wait() gives is the future again.
  if (isFuture(Object))
    return llvm::is_contained(OfFutures, calledMember(&Call)) &&
           (!isFuture(&Call) || Dropped.contains(&Call));
  // What a call such as emplace_back gives is the future that it has put there.
  return Call.getMethodDecl() && Call.getMethodDecl()->getParent()->isInStdNamespace() &&
         llvm::is_contained(OfContainers, calledMember(&Call)) &&
         (Result->isVoidType() || Result->isArithmeticType() || Dropped.contains(&Call));
}

bool UseFinder::VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
  if (isQuiet(*Call) && explain(Call->getImplicitObjectArgument()) &&
      calledMember(Call).starts_with("wait") && Fate.WaitedAt.isInvalid())
    Fate.WaitedAt = Call->getExprLoc();
  return true;
}

/// A function of the same file does with its parameter what it is seen to do.
bool UseFinder::VisitCallExpr(CallExpr *Call) {
  const FunctionDecl *Callee = isa<CXXOperatorCallExpr>(Call) ? nullptr : calleeOf(Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Callee || (Method && Method->isVirtual()) || !bodyBeside(*Callee, Call->getExprLoc()))
    return true;
  const FunctionDecl *Definition = Callee->getDefinition();
  const unsigned Count = std::min(Call->getNumArgs(), Definition->getNumParams());
  for (unsigned I = 0; I < Count; ++I)
    pass(Call->getArg(I), Definition->getParamDecl(I));
  return true;
}

/// True if all the code that can name \p Var, which is of no function, is in this
/// unit. What is made from a template is used where nobody looks.
static bool isSeenWhole(const ValueDecl &Var, const SourceManager &Sources) {
  if (!isInMainFile(Var.getLocation(), Sources))
    return false;
  const auto *Class = dyn_cast<CXXRecordDecl>(Var.getDeclContext());
  return Class ? isa<FieldDecl>(Var) && !Class->isTemplated() &&
                     !Class->getTemplateInstantiationPattern()
               : !Var.isExternallyVisible();
}

/// Finds what the code that can name \p Var does with it. What cannot be
/// followed is taken to look at the errors.
static FutureFate findUses(const ValueDecl &Var, const SpawnTable &Table, ASTContext &Context,
                           llvm::SetVector<const ValueDecl *> &Also) {
  UseFinder Finder(Var, Table, Also);
  const auto *Function = dyn_cast<FunctionDecl>(Var.getDeclContext());
  if (Function && Function->hasBody())
    Finder.TraverseStmt(Function->getBody());
  else if (!Function && isSeenWhole(Var, Context.getSourceManager()))
    Finder.TraverseAST(Context);
  else
    Finder.Fate.Observed = true;
  return Finder.Fate;
}

FutureFate fateOf(const ValueDecl &Var, const SpawnTable &Table, ASTContext &Context) {
  llvm::SetVector<const ValueDecl *> Holders;
  Holders.insert(&Var);
  FutureFate All;
  for (size_t I = 0; I < Holders.size() && !All.Observed; ++I) {
    const FutureFate One = findUses(*Holders[I], Table, Context, Holders);
    All.Observed |= One.Observed;
    if (All.WaitedAt.isInvalid())
      All.WaitedAt = One.WaitedAt;
  }
  return All;
}

} // namespace clang::tidy::structured
