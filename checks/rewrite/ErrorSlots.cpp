#include "ErrorSlots.h"
#include "JoinStatements.h"
#include "Locks.h"
#include "NameUses.h"
#include "WorkEdits.h"
#include "checks/model/Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

//===-- What is said of an error ---------------------------------------------------===//

/// True if \p E is what \p Of names, or one of its elements.
static bool names(const Expr *E, const ValueDecl &Of) {
  E = peel(E);
  if (calledMember(E) == "front" || calledMember(E) == "back")
    E = cast<CXXMemberCallExpr>(E)->getImplicitObjectArgument();
  return namedBy(E) == &Of && isPlain(*E);
}

/// What \p E asks of \p Of: true for whether there is an error in it, false for whether
/// there is none; nothing if it asks something else.
static std::optional<bool> hasError(const Expr *E, const ValueDecl &Of) {
  E = peel(E);
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
    const std::optional<bool> Inner = hasError(Not->getSubExpr(), Of);
    return Inner ? std::optional(!*Inner) : std::nullopt;
  }
  if (const Comparison Compared = comparison(E); Compared.Left) {
    const bool Null = isa<CXXNullPtrLiteralExpr>(peel(Compared.Right));
    return Null && names(Compared.Left, Of) ? std::optional(!Compared.Equal) : std::nullopt;
  }
  if (calledMember(E) == "empty")
    return names(cast<CXXMemberCallExpr>(E)->getImplicitObjectArgument(), Of) ? std::optional(false)
                                                                              : std::nullopt;
  return names(E, Of) ? std::optional(true) : std::nullopt;
}

/// True if \p If does something only if what it asks of \p Of, as hasError() has it, is
/// \p Error.
static bool asksOnly(const IfStmt &If, const ValueDecl &Of, bool Error) {
  return !If.getElse() && !If.getInit() && !If.getConditionVariable() &&
         hasError(If.getCond(), Of) == Error;
}

//===-- What is done with it --------------------------------------------------------===//

namespace {

/// What a handler does to keep what it has caught.
struct Keeping {
  const VarDecl &Slot;
  bool Placed = false;  ///< At the end of a container.
  bool Kept = false;    ///< In the variable, or an element of it.
  bool Guarded = false; ///< If there is no error yet.
  llvm::SmallVector<const VarDecl *> Mutexes = {};

  /// Reads \p S. False if it does anything else.
  bool read(const Stmt *S);

private:
  bool readLock(const DeclStmt &Declared);
  bool readStore(const Expr &E);
};

} // namespace

bool Keeping::readLock(const DeclStmt &Declared) {
  const std::optional<ScopedLock> Lock = lockIn(Declared);
  if (Lock && Lock->Mutex && !llvm::is_contained(Mutexes, Lock->Mutex))
    Mutexes.push_back(Lock->Mutex);
  return Lock.has_value();
}

static bool isCaught(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(peel(E));
  return Call && nameOf(calleeOf(Call)) == "current_exception";
}

bool Keeping::readStore(const Expr &E) {
  const Expr *Inner = E.IgnoreImplicit();
  if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Inner)) {
    Kept = true;
    return Assign->getOperator() == OO_Equal && names(Assign->getArg(0), Slot) &&
           isCaught(Assign->getArg(1));
  }
  Placed = true;
  const llvm::StringRef Name = calledMember(Inner);
  if (Name != "push_back" && Name != "emplace_back")
    return false;
  const auto *Call = cast<CXXMemberCallExpr>(Inner);
  return names(Call->getImplicitObjectArgument(), Slot) && Call->getNumArgs() == 1 &&
         isCaught(Call->getArg(0));
}

bool Keeping::read(const Stmt *S) {
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Block->body(), [&](const Stmt *Each) { return read(Each); });
  if (const auto *Declared = dyn_cast<DeclStmt>(S))
    return readLock(*Declared);
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    Guarded = true;
    return asksOnly(*If, Slot, /*Error=*/false) && read(If->getThen());
  }
  const auto *E = dyn_cast<Expr>(S);
  return E && readStore(*E);
}

/// True if \p S does nothing but to rethrow what \p Of has, if that is an error. \p Asked:
/// it is known to be one.
static bool rethrowsOnly(const Stmt *S, const ValueDecl &Of, bool Asked) {
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return Block->size() == 1 && rethrowsOnly(Block->body_front(), Of, Asked);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return asksOnly(*If, Of, /*Error=*/true) && rethrowsOnly(If->getThen(), Of, true);
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return !Asked && !Range->getInit() && names(Range->getRangeInit(), Of) &&
           rethrowsOnly(Range->getBody(), *Range->getLoopVariable(), false);
  if (const auto *For = dyn_cast<ForStmt>(S))
    return !Asked && onlyCounts(*For) && rethrowsOnly(For->getBody(), Of, false);
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreImplicit()) : nullptr;
  return Asked && Call && nameOf(calleeOf(Call)) == "rethrow_exception" &&
         names(Call->getArg(0), Of);
}

//===-- The rewrite -----------------------------------------------------------------===//

namespace {

/// The edits beside those that make tasks of the threads.
class SlotEdits {
public:
  SlotEdits(const HeldThreads &Threads, const ErrorSlot &Slot, SourceEdits &To)
      : Threads(Threads), Slot(Slot), Name("'" + Slot.Var->getNameAsString() + "'"), To(To),
        Known{*Slot.Var} {}

  /// Returns what else changes, or "".
  std::string apply();

private:
  void rewriteWork(const LambdaExpr &Work);
  const Stmt *rethrowingStep() const;
  bool findsAll(const Stmt &Step) const;
  std::string change(const Stmt &Step) const;

  const HeldThreads &Threads;
  const ErrorSlot &Slot;
  const std::string Name;
  SourceEdits &To;
  Keeping Known;
};

} // namespace

/// True if what \p Block declares would stand beside a parameter, or a capture, of the same
/// name if it was the body of \p Work.
static bool isNamedTwice(const CompoundStmt &Block, const LambdaExpr &Work) {
  llvm::SmallVector<StringRef> Taken;
  for (const ParmVarDecl *Each : Work.getCallOperator()->parameters())
    Taken.push_back(nameOf(Each));
  for (const LambdaCapture &Each : Work.explicit_captures())
    if (Work.isInitCapture(&Each))
      Taken.push_back(nameOf(Each.getCapturedVar()));
  return llvm::any_of(Block.body(), [&](const Stmt *S) {
    const auto *Declared = dyn_cast<DeclStmt>(S);
    return Declared && llvm::any_of(Declared->decls(), [&](const Decl *D) {
             return llvm::is_contained(Taken, nameOf(dyn_cast<NamedDecl>(D)));
           });
  });
}

/// Leaves of \p Work what it tries.
void SlotEdits::rewriteWork(const LambdaExpr &Work) {
  const CompoundStmt *Body = Work.getCompoundStmtBody();
  const auto *Try = Body->size() == 1 ? dyn_cast<CXXTryStmt>(Body->body_front()) : nullptr;
  if (!Try)
    return To.refuse("a thread does more than to try its work");
  const CXXCatchStmt *Handler = Try->getHandler(0);
  if (Try->getNumHandlers() != 1 || Handler->getExceptionDecl())
    return To.refuse("a thread does not catch everything in one place");
  if (!Known.read(Handler->getHandlerBlock()))
    return To.refuse("more is done with what a thread catches than to keep it in " + Name);
  if (Work.getCallOperator()->getType()->castAs<FunctionProtoType>()->isNothrow())
    return To.refuse("what a thread runs says that it does not throw");
  if (llvm::any_of(Work.captures(), [&](const LambdaCapture &Each) {
        return Each.getCaptureKind() == LCK_ByCopy && Each.capturesVariable() &&
               Each.getCapturedVar() == Slot.Var;
      }))
    return To.refuse("a thread has its own copy of " + Name);
  if (isNamedTwice(*Try->getTryBlock(), Work))
    return To.refuse("a name is declared both in what a thread tries and for that");
  keepOnly(*Try->getTryBlock(), *Try, To);
}

/// The statement of the block that rethrows, or null.
const Stmt *SlotEdits::rethrowingStep() const {
  const StatementsOf Statements(*Threads.Body);
  const Stmt *S = Slot.Rethrow;
  while (S && Statements.parent(S) != Threads.Block)
    S = Statements.parent(S);
  return S;
}

/// True if \p S only gives a name to something.
static bool onlyDeclares(const Stmt *S) {
  const auto *Declared = dyn_cast<DeclStmt>(S);
  return Declared && llvm::all_of(Declared->decls(), [](const Decl *D) {
           const auto *Var = dyn_cast<VarDecl>(D);
           return Var && (!Var->getInit() || isPlain(*Var->getInit()));
         });
}

/// True if \p Step, which rethrows, comes right after the joins.
static bool follows(const Stmt &Step, const HeldThreads &Threads) {
  bool Joined = false;
  for (const Stmt *S : Threads.Block->body()) {
    if (S == &Step)
      return Joined;
    if (S == Threads.Joins.back())
      Joined = true;
    else if (Joined && !onlyDeclares(S))
      return false;
  }
  return false;
}

/// True if \p Step looks at what each thread has kept.
bool SlotEdits::findsAll(const Stmt &Step) const {
  return isLoop(&Step) || !Known.Kept ||
         nameOf(Slot.Var->getType()->getAsCXXRecordDecl()) == "exception_ptr";
}

/// Which error comes out, if that is not so before and after.
std::string SlotEdits::change(const Stmt &Step) const {
  if (isLoop(&Step))
    return Known.Placed ? "" : "before, their order in " + Name + " told which is the first";
  const bool Last =
      calledMember(peel(Slot.Rethrow->getArg(0))) == "back" || (Known.Kept && !Known.Guarded);
  return Last ? "before, it was the last" : "";
}

std::string SlotEdits::apply() {
  llvm::SmallVector<const LambdaExpr *> All;
  for (const HeldThreads::Start &Each : Threads.Starts) {
    const LambdaExpr *Work = lambdaRunBy(*Each.Made);
    if (!Work) {
      To.refuse("what a thread runs is not written where it is started");
      return "";
    }
    rewriteWork(*Work);
    All.push_back(Work);
  }
  const Stmt *Step = rethrowingStep();
  if (!Step || !rethrowsOnly(Step, *Slot.Var, /*Asked=*/false) || !findsAll(*Step))
    To.refuse("more is done where " + Name + " is rethrown");
  else if (!follows(*Step, Threads))
    To.refuse("something is done before " + Name + " is rethrown");
  if (!To.refusal().empty())
    return "";
  To.remove(*Step);
  for (const LambdaExpr *Work : All)
    dropCaptures(*Work, To);
  if (const std::string Why = dropVariable(*Slot.Var, *Threads.Body, To); !Why.empty())
    To.refuse(Why);
  for (const VarDecl *Mutex : Known.Mutexes)
    dropVariable(*Mutex, *Threads.Body, To);
  return change(*Step);
}

Rewrite errorsToGroup(const HeldThreads &Threads, const ErrorSlot &Slot, FreeNames &Names,
                      const ASTContext &Context) {
  return threadsToGroup(Threads, Names, Context,
                        [&](SourceEdits &To) { return SlotEdits(Threads, Slot, To).apply(); });
}

} // namespace clang::tidy::structured
