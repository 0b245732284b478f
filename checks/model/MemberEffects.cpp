#include "MemberEffects.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "ThreadHolders.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace clang::tidy::structured {

namespace {

class EffectReader : public RecursiveASTVisitor<EffectReader> {
  using Base = RecursiveASTVisitor<EffectReader>;

public:
  EffectReader(const SpawnTable &Table, const Handles &Kept,
               llvm::function_ref<bool(const FieldDecl *)> IsThread)
      : Table(Table), Kept(Kept), IsThread(IsThread) {}

  MemberEffects Read;

  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    if (const FieldDecl *Field = Init->getAnyMember(); Field && IsThread(Field))
      addStart(Field, Init->getInit());
    return Base::TraverseConstructorInitializer(Init);
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call);
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call);
  bool VisitCallExpr(CallExpr *Call);
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    release(memberIn(For->getRangeInit()));
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    return Explained.contains(Member) || escape(Member->getMemberDecl());
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    // A pointer to a function of the object, for a thread that runs it, say.
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Ref->getDecl()); Method && !Method->isStatic())
      Read.Calls.insert(Method->getCanonicalDecl());
    return escape(Ref->getDecl());
  }
  bool VisitBindingDecl(BindingDecl *Binding) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Binding->getBinding());
    return !Member || escape(Member->getMemberDecl());
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    if (const IdentifierInfo *Name = Member->getMember().getAsIdentifierInfo())
      Read.Said.insert(Name);
    return true;
  }

private:
  const MemberExpr *memberIn(const Expr *E) const;
  bool escape(const ValueDecl *Named) {
    if (const auto *Field = dyn_cast<FieldDecl>(Named); Field && IsThread(Field))
      Read.Escapes.insert(Field);
    return true;
  }
  void explain(const MemberExpr *Member) { Explained.insert(Member); }
  void release(const MemberExpr *Member) {
    if (!Member)
      return;
    explain(Member);
    Read.Releases.try_emplace(cast<FieldDecl>(Member->getMemberDecl()), Member->getExprLoc());
  }
  void addStart(const ValueDecl *Field, const Stmt *Value) {
    if (const Expr *Start = Value ? Kept.startIn(*Value) : nullptr)
      Read.Starts.push_back({cast<FieldDecl>(Field), Start});
  }
  void addUse(const CXXMemberCallExpr &Call, const MemberExpr &Member);

  const SpawnTable &Table;
  const Handles &Kept;
  llvm::function_ref<bool(const FieldDecl *)> IsThread;
  llvm::DenseSet<const MemberExpr *> Explained;
};

} // namespace

/// The member of threads that \p E names, or an element of it, or null.
const MemberExpr *EffectReader::memberIn(const Expr *E) const {
  for (E = peel(E); E; E = peel(baseObject(E)))
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      return Field && IsThread(Field) ? Member : nullptr;
    }
  return nullptr;
}

/// A call for what \p Member holds.
void EffectReader::addUse(const CXXMemberCallExpr &Call, const MemberExpr &Member) {
  static constexpr llvm::StringLiteral Harmless[] = {
      "joinable", "get_id", "native_handle", "size",      "empty", "capacity",
      "reserve",  "resize", "max_size",      "has_value", "clear"};
  const CXXMethodDecl &Method = *Call.getMethodDecl();
  if (threadHolder(Call.getObjectType(), Table).How == Holding::One && givesUpThread(Method))
    return release(&Member);
  if (isa<CXXConversionDecl>(Method))
    return explain(&Member);
  const llvm::StringRef Name = nameOf(&Method);
  const bool Places = Name == "reset" || Name.starts_with("emplace") || !placedBy(Call).empty();
  if (Places)
    addStart(Member.getMemberDecl(), &Call);
  if (Name == "joinable")
    Read.Asked.insert(cast<FieldDecl>(Member.getMemberDecl()));
  // What else reset() and the others put there is not followed.
  if ((Places && Call.getNumArgs() < 2) || Kept.startIn(Call) || llvm::is_contained(Harmless, Name))
    explain(&Member);
}

static bool isThis(const Expr *E) {
  E = E ? peel(E) : nullptr;
  if (const auto *Star = dyn_cast_or_null<UnaryOperator>(E); Star && Star->getOpcode() == UO_Deref)
    E = peel(Star->getSubExpr());
  return isa_and_nonnull<CXXThisExpr>(E);
}

bool EffectReader::VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
  if (Call->getMethodDecl())
    if (const MemberExpr *Member = memberIn(Call->getImplicitObjectArgument()))
      addUse(*Call, *Member);
  return true;
}

bool EffectReader::VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
  const MemberExpr *Member = Call->getNumArgs() == 2 ? memberIn(Call->getArg(0)) : nullptr;
  if (!Member)
    return true;
  const OverloadedOperatorKind Operator = Call->getOperator();
  if (Operator == OO_Equal)
    addStart(Member->getMemberDecl(), Call->getArg(1));
  if (Operator == OO_Equal || Operator == OO_EqualEqual || Operator == OO_ExclaimEqual)
    explain(Member);
  return true;
}

bool EffectReader::VisitCallExpr(CallExpr *Call) {
  if (Call->isCallToStdMove())
    release(memberIn(Call->getArg(0)));
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  const bool WithThis = (Member && isThis(Member->getImplicitObjectArgument())) ||
                        llvm::any_of(Call->arguments(), isThis);
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee) {
    // In a template, or through a pointer: what it is called for is not known.
    Read.Unknown |= WithThis || Call->isTypeDependent() || !Member;
    return true;
  }
  if (Member || WithThis)
    Read.Calls.insert(Callee->getCanonicalDecl());
  if (WithThis)
    Read.CallsWithThis.insert(Callee->getCanonicalDecl());
  return true;
}

MemberEffects readMemberEffects(const FunctionDecl &Function, const SpawnTable &Table,
                                const Handles &Kept,
                                llvm::function_ref<bool(const FieldDecl *)> IsThread) {
  EffectReader Reader(Table, Kept, IsThread);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        Reader.TraverseConstructorInitializer(Init);
  Reader.TraverseStmt(Function.getBody());
  return std::move(Reader.Read);
}

MemberEffects readMemberEffects(const Expr &Init, const SpawnTable &Table, const Handles &Kept,
                                llvm::function_ref<bool(const FieldDecl *)> IsThread) {
  EffectReader Reader(Table, Kept, IsThread);
  Reader.TraverseStmt(const_cast<Expr *>(&Init));
  return std::move(Reader.Read);
}

} // namespace clang::tidy::structured
