#include "JoinStatements.h"
#include "StartStatements.h"
#include "checks/model/Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

namespace {
using Variables = llvm::ArrayRef<const VarDecl *>;
}

/// The member function that \p E, as a statement, calls of one of \p Of, or "".
static StringRef calledOf(const Expr *E, Variables Of) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit());
  const bool Theirs = Call && llvm::is_contained(Of, namedBy(Call->getImplicitObjectArgument()));
  return Theirs ? calledMember(Call) : "";
}

/// True if \p E joins one of \p Of, or an element of it that the loop variable \p Each is.
static bool isJoin(const Expr *E, Variables Of, const VarDecl *Each) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit());
  const ValueDecl *Joined =
      Call && calledMember(Call) == "join" ? namedBy(Call->getImplicitObjectArgument()) : nullptr;
  return Joined && (Joined == Each || llvm::is_contained(Of, Joined));
}

static bool isForEach(const Expr *E, Variables Of) {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreImplicit());
  return Call && nameOf(calleeOf(Call)) == "for_each" && Call->getNumArgs() == 3 &&
         llvm::is_contained(Of, namedBy(Call->getArg(0)));
}

static bool joins(const Stmt *S, Variables Of, const VarDecl *Each);

/// True if \p Block joins, and does nothing else but to take away what it has joined.
static bool blockJoins(const CompoundStmt &Block, Variables Of, const VarDecl *Each) {
  bool Joins = false;
  for (const Stmt *S : Block.body()) {
    const auto *E = dyn_cast<Expr>(S);
    if (E && (calledOf(E, Of) == "pop_back" || calledOf(E, Of) == "pop_front"))
      continue;
    if (isa<NullStmt>(S))
      continue;
    if (!joins(S, Of, Each))
      return false;
    Joins = true;
  }
  return Joins;
}

bool onlyCounts(const ForStmt &For) {
  const auto *Init = dyn_cast_or_null<DeclStmt>(For.getInit());
  if (!Init || !For.getCond() || !For.getInc())
    return false;
  const Expr *Inc = For.getInc()->IgnoreImplicit();
  const Expr *Counted = nullptr;
  if (const auto *Op = dyn_cast<UnaryOperator>(Inc); Op && Op->isIncrementDecrementOp())
    Counted = Op->getSubExpr();
  else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Inc);
           Op && Op->getOperator() == OO_PlusPlus)
    Counted = Op->getArg(0);
  return Counted && llvm::is_contained(Init->decls(), namedBy(Counted));
}

/// The variable that goes through the elements of one of \p Of in \p For, or null.
static const VarDecl *elementIn(const ForStmt &For, Variables Of) {
  const auto *Init = cast<DeclStmt>(For.getInit());
  const auto *Var = dyn_cast<VarDecl>(*Init->decl_begin());
  const Expr *From = Var ? Var->getInit() : nullptr;
  return From && calledMember(peel(From)) == "begin" && llvm::is_contained(Of, namedBy(From))
             ? Var
             : nullptr;
}

static bool joins(const Stmt *S, Variables Of, const VarDecl *Each) {
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return blockJoins(*Block, Of, Each);
  if (const auto *E = dyn_cast<Expr>(S))
    return isJoin(E, Of, Each) || isForEach(E, Of);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getElse() && calledMember(peel(If->getCond())) == "joinable" &&
           joins(If->getThen(), Of, Each);
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return !Each && llvm::is_contained(Of, namedBy(Range->getRangeInit())) &&
           joins(Range->getBody(), Of, Range->getLoopVariable());
  if (const auto *For = dyn_cast<ForStmt>(S))
    return !Each && onlyCounts(*For) && joins(For->getBody(), Of, elementIn(*For, Of));
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return !Each && isPlain(*While->getCond()) && joins(While->getBody(), Of, nullptr);
  return false;
}

bool joinsOnly(const Stmt &S, Variables Of) { return joins(&S, Of, nullptr); }

bool preparesOnly(const Stmt &S, Variables Of) {
  static constexpr llvm::StringLiteral Names[] = {"reserve", "resize", "clear", "shrink_to_fit"};
  const auto *E = dyn_cast<Expr>(&S);
  if (!E || !llvm::is_contained(Names, calledOf(E, Of)))
    return false;
  return llvm::all_of(cast<CXXMemberCallExpr>(E->IgnoreImplicit())->arguments(),
                      [](const Expr *Arg) { return isPlain(*Arg); });
}

} // namespace clang::tidy::structured
