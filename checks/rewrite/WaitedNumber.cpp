#include "WaitedNumber.h"
#include "JoinStatements.h"
#include "NameUses.h"
#include "checks/model/Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

//===-- Numbers ---------------------------------------------------------------------===//

static std::optional<int64_t> constantIn(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->EvaluateAsInt(Result, Context))
    return std::nullopt;
  return Result.Val.getInt().tryExtValue();
}

/// The variable that \p E reads, or of which it asks the size, or null.
static const ValueDecl *numberIn(const Expr *E) {
  E = peel(E);
  if (calledMember(E) == "size")
    E = peel(cast<CXXMemberCallExpr>(E)->getImplicitObjectArgument());
  return isa<DeclRefExpr, MemberExpr>(E) ? namedBy(E) : nullptr;
}

/// True if \p A and \p B are the same number, as far as the code shows.
static bool isSame(const Expr *A, const Expr *B, const ASTContext &Context) {
  const auto First = constantIn(A, Context), Second = constantIn(B, Context);
  if (First || Second)
    return First == Second;
  const bool Sizes = calledMember(peel(A)) == "size";
  return numberIn(A) && numberIn(A) == numberIn(B) && Sizes == (calledMember(peel(B)) == "size");
}

/// True if \p Loop goes round as often as \p Number says.
static bool goesRound(const Stmt &Loop, const Expr *Number, const ASTContext &Context) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop))
    return calledMember(peel(Number)) == "size" && numberIn(Number) &&
           numberIn(Number) == numberIn(Range->getRangeInit());
  const auto *For = dyn_cast<ForStmt>(&Loop);
  if (!For || !onlyCounts(*For))
    return false;
  const auto *Var = dyn_cast<VarDecl>(*cast<DeclStmt>(For->getInit())->decl_begin());
  const auto *Limit = dyn_cast<BinaryOperator>(For->getCond()->IgnoreImplicit());
  const auto *Step = dyn_cast<UnaryOperator>(For->getInc()->IgnoreImplicit());
  return Var && constantIn(Var->getInit(), Context) == 0 && Step && Step->isIncrementOp() &&
         Limit && (Limit->getOpcode() == BO_LT || Limit->getOpcode() == BO_NE) &&
         namedBy(Limit->getLHS()) == Var && isSame(Limit->getRHS(), Number, Context);
}

//===-- Starts ------------------------------------------------------------------------===//

namespace {

/// What the function gives the counter before the threads count.
struct Given {
  const Expr *Number = nullptr; ///< Or null for one more.
  const Stmt *At = nullptr;     ///< Or null for its declaration.
};

} // namespace

/// The loops around \p S that are not around the wait.
static llvm::SmallVector<const Stmt *> loopsAround(const Stmt *S, const CountedStarts &Of) {
  const SourceRange Wait = Of.Wait.getSourceRange();
  llvm::SmallVector<const Stmt *> Loops;
  for (; S; S = Of.Statements.parent(S))
    if (isLoop(S) && !S->getSourceRange().fullyContains(Wait))
      Loops.push_back(S);
  return Loops;
}

/// What \p S, which sets the counter, gives it.
static Given givenBy(const Stmt *S, const ValueDecl &Counter) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
  if (stepOf(E, Counter))
    return {nullptr, S};
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(E))
    return {Assign->getRHS(), S};
  const auto *Call = dyn_cast_or_null<CallExpr>(E);
  return {Call && Call->getNumArgs() ? Call->getArg(Call->getNumArgs() - 1) : nullptr, S};
}

/// All that is given, but for zero.
static llvm::SmallVector<Given> givenTo(const CountedStarts &Of, const ASTContext &Context) {
  llvm::SmallVector<Given> All;
  const Expr *Init = Of.Counter.getInit() ? peel(Of.Counter.getInit()) : nullptr;
  if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init))
    Init = Made->getNumArgs() ? Made->getArg(0) : nullptr;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(Init))
    Init = List->getNumInits() ? List->getInit(0) : nullptr;
  if (Init && constantIn(Init, Context) != 0)
    All.push_back({Init, nullptr});
  for (const DeclRefExpr *Ref : usesOf(&Of.Counter, Of.Body)) {
    const Stmt *S = Of.Statements.around(Ref);
    const bool InWork = llvm::any_of(Of.Starts, [&](const Expr *Start) {
      return Start->getSourceRange().fullyContains(Ref->getSourceRange());
    });
    if (!S || InWork || Of.Wait.getSourceRange().fullyContains(Ref->getSourceRange()))
      continue;
    if (const Given Each = givenBy(S, Of.Counter);
        !Each.Number || constantIn(Each.Number, Context) != 0)
      All.push_back(Each);
  }
  return All;
}

/// True if \p Number says how many threads are started.
static bool isNumberOfStarts(const Expr *Number, const CountedStarts &Of,
                             const ASTContext &Context) {
  const auto Loops = loopsAround(Of.Starts.front(), Of);
  if (Of.Starts.size() == 1 && Loops.size() == 1)
    return goesRound(*Loops.front(), Number, Context);
  return llvm::all_of(Of.Starts, [&](const Expr *Each) { return loopsAround(Each, Of).empty(); }) &&
         constantIn(Number, Context) == int64_t(Of.Starts.size());
}

bool waitsForAll(const CountedStarts &Of, const ASTContext &Context) {
  const llvm::SmallVector<Given> All = givenTo(Of, Context);
  if (!Of.Down)
    return Of.Until && All.empty() && isNumberOfStarts(Of.Until, Of, Context);
  auto IsOneMore = [&](const Given &Each) {
    return Each.At && (!Each.Number || constantIn(Each.Number, Context) == 1);
  };
  auto IsBeside = [&](const Given &Each) {
    return llvm::any_of(Of.Starts, [&](const Expr *Start) {
      return loopsAround(Each.At, Of) == loopsAround(Start, Of);
    });
  };
  if (All.size() == 1 && All.front().Number && isNumberOfStarts(All.front().Number, Of, Context))
    return true;
  return All.size() == Of.Starts.size() && llvm::all_of(All, IsOneMore) &&
         llvm::all_of(All, IsBeside);
}

} // namespace clang::tidy::structured
