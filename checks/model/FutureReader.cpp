#include "FutureReader.h"
#include "Expressions.h"
#include "checks/rewrite/NameUses.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

using Future = HeldFutures::Future;
using Request = HeldFutures::Request;

/// The call of std::async() that \p E is, or null. One that is surely put off is none.
static const CallExpr *asyncIn(const Expr *E, HandleSources &Sources) {
  const auto *Call = dyn_cast_or_null<CallExpr>(peel(E));
  const std::optional<DiscardSite> Site =
      Call && nameOf(calleeOf(Call)) == "async" ? Sources.discard(Call, false) : std::nullopt;
  return Site && Site->StdAsync && Site->Dropped == OnDrop::Blocks ? Call : nullptr;
}

static bool isFuture(QualType T, bool Many) {
  return !T->isReferenceType() && isOf("::std::future", T, Many);
}

bool holdsFutures(QualType T) { return isFuture(T, false) || isFuture(T, true); }

std::optional<Future> FutureReader::read(const DeclStmt &Declared, const CompoundStmt &In) {
  Block = &In;
  const auto *Var = Declared.isSingleDecl() ? dyn_cast<VarDecl>(Declared.getSingleDecl()) : nullptr;
  if (!Var || !isLocalObject(Var))
    return std::nullopt;
  Future Found;
  Found.Var = Var;
  Found.Declared = &Declared;
  Found.Many = isFuture(Var->getType(), true);
  if (!Found.Many && (!isFuture(Var->getType(), false) || !addStart(Var->getInit(), Found)))
    return std::nullopt;
  const bool Known =
      llvm::all_of(usesOf(Var, Body), [&](const DeclRefExpr *Use) { return addUse(*Use, Found); });
  if (!Known || Found.Starts.empty() || Found.Requests.empty())
    return std::nullopt;
  return Found;
}

bool FutureReader::addStart(const Expr *Value, Future &To) {
  const CallExpr *Start = Value ? asyncIn(Value, Sources) : nullptr;
  if (Start)
    To.Starts.push_back(Start);
  return Start;
}

/// True if \p In, of which \p Part is a part, only gets at an element of that, or is the
/// same thing.
static bool isElement(const Stmt &In, const Stmt &Part) {
  if (isa<ImplicitCastExpr, ParenExpr, MemberExpr>(In))
    return true;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(&In))
    return Subscript->getBase() == &Part;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&In))
    return Op->getOperator() == OO_Subscript && Op->getArg(0) == &Part;
  static constexpr llvm::StringLiteral Elements[] = {"at", "front", "back"};
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&In);
  return Call && Call->getCallee() == &Part && llvm::is_contained(Elements, calledMember(Call));
}

/// Adds what is done where \p Name names the variable of \p To, or one of its elements.
/// False if that is not known.
bool FutureReader::addUse(const Stmt &Name, Future &To) {
  const Stmt *Part = &Name, *In = Statements.parent(Part);
  while (In && isElement(*In, *Part)) {
    Part = In;
    In = Statements.parent(In);
  }
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(In))
    return Call->getCallee() == Part && addCall(*Call, To);
  if (const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(In))
    return To.Many && Op->getOperator() == OO_Equal && Op->getArg(0) == Part &&
           addStart(Op->getArg(1), To);
  return In && To.Many && addLoop(*In, To);
}

bool FutureReader::addCall(const CXXMemberCallExpr &Call, Future &To) {
  const StringRef Name = calledMember(&Call);
  if (Name == "get" || Name == "wait")
    return addRequest(Call, To);
  if (!To.Many)
    return false;
  if ((Name == "push_back" || Name == "emplace_back") && Call.getNumArgs() == 1)
    return addStart(Call.getArg(0), To);
  if (Name == "reserve") {
    const Stmt *S = Statements.around(&Call);
    To.Prepared.push_back(S);
    return S;
  }
  return Name == "size" || Name == "empty";
}

/// Adds what is done with each future by the loop over all of which \p Range is a part.
bool FutureReader::addLoop(const Stmt &Range, Future &To) {
  const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(Statements.parent(&Range));
  if (!Loop || Loop->getRangeStmt() != &Range || (To.Each && To.Each != Loop->getLoopVariable()))
    return false;
  To.Each = Loop->getLoopVariable();
  const auto Uses = usesOf(To.Each, *Loop->getBody());
  return To.Each->getType()->isReferenceType() && !Uses.empty() &&
         llvm::all_of(Uses, [&](const DeclRefExpr *Use) {
           const auto *Member = dyn_cast_or_null<MemberExpr>(Statements.parent(Use));
           const auto *Call =
               Member ? dyn_cast_or_null<CXXMemberCallExpr>(Statements.parent(Member)) : nullptr;
           return Call && Call->getCallee() == Member &&
                  (calledMember(Call) == "get" || calledMember(Call) == "wait") &&
                  addRequest(*Call, To);
         });
}

/// True if a loop, or a block, \p Step does no more than \p Call.
static bool doesOnly(const Stmt *Step, const CXXMemberCallExpr &Call) {
  if (const auto *Block = dyn_cast<CompoundStmt>(Step))
    return Block->size() == 1 && doesOnly(Block->body_front(), Call);
  if (const auto *Loop = dyn_cast<CXXForRangeStmt>(Step))
    return doesOnly(Loop->getBody(), Call);
  const auto *E = dyn_cast<Expr>(Step);
  return E && E->IgnoreImplicit() == &Call;
}

bool FutureReader::addRequest(const CXXMemberCallExpr &Call, Future &To) {
  const Stmt *Step = stepOf(Call, To.Many);
  if (!Step)
    return false;
  const bool Alone = doesOnly(Step, Call);
  To.Requests.push_back({&Call, Step, Alone});
  return Alone || calledMember(&Call) == "get";
}

/// True if \p S is a block of a try that the block consists of.
static bool isTriedIn(const Stmt *S, const CompoundStmt &Block, const StatementsOf &Statements) {
  const auto *Try = dyn_cast_or_null<CXXTryStmt>(Statements.parent(S));
  return Try && Try->getTryBlock() == S && Statements.parent(Try) == &Block;
}

/// The statement that always does \p Call, or null: one of the block, or of a try in it.
const Stmt *FutureReader::stepOf(const CXXMemberCallExpr &Call, bool Many) const {
  const Stmt *S = &Call;
  for (const Stmt *In = Statements.parent(S); In; S = In, In = Statements.parent(In)) {
    if (In == Block || isTriedIn(In, *Block, Statements))
      return S;
    const auto *If = dyn_cast<IfStmt>(In);
    const auto *Op = dyn_cast<BinaryOperator>(In);
    const auto *Either = dyn_cast<AbstractConditionalOperator>(In);
    const bool Always =
        isa<DeclStmt, ReturnStmt>(In) || (If && If->getCond() == S) ||
        (Many && (isLoop(In) || isa<CompoundStmt>(In))) ||
        (isa<Expr>(In) && !isa<LambdaExpr>(In) && !(Op && Op->isLogicalOp() && Op->getRHS() == S) &&
         !(Either && Either->getCond() != S));
    if (!Always)
      return nullptr;
  }
  return nullptr;
}

const CompoundStmt *FutureReader::blockOf(const Request &Asked) const {
  return cast<CompoundStmt>(Statements.parent(Asked.Step));
}

unsigned FutureReader::numberOf(const Stmt &S, const CompoundStmt &In) const {
  const Stmt *Step = &S;
  while (Statements.parent(Step) != &In)
    Step = Statements.parent(Step);
  return std::distance(In.body_begin(), llvm::find(In.body(), Step));
}

} // namespace clang::tidy::structured
