#include "ResultSlots.h"
#include "NameUses.h"
#include "WorkEdits.h"
#include "checks/model/Expressions.h"

namespace clang::tidy::structured {

namespace {
/// A variable that a thread sets when it is done.
struct Slot {
  const VarDecl *Var = nullptr;
  const DeclStmt *Declared = nullptr;
  const LambdaExpr *Lambda = nullptr;
  const Expr *Set = nullptr;   ///< The assignment,
  const Expr *Value = nullptr; ///< and what it assigns.
};
} // namespace

/// The last statement of \p Lambda, if that sets a variable, with this and its value.
static Slot lastSet(const LambdaExpr &Lambda) {
  const auto *Body = dyn_cast<CompoundStmt>(Lambda.getBody());
  const auto *Last = Body && !Body->body_empty() ? dyn_cast<Expr>(Body->body_back()) : nullptr;
  const Expr *Set = Last ? Last->IgnoreImplicit() : nullptr;
  const auto [To, Value] = Set ? assignmentIn(*Set) : Assignment();
  const auto *Ref = To ? dyn_cast<DeclRefExpr>(To->IgnoreParenImpCasts()) : nullptr;
  return {Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr, nullptr, &Lambda, Set, Value};
}

bool returns(const Stmt &S) {
  return isa<ReturnStmt>(S) ||
         (!isa<LambdaExpr>(S) &&
          llvm::any_of(S.children(), [](const Stmt *Child) { return Child && returns(*Child); }));
}

bool capturesByReference(const LambdaExpr &Lambda, const VarDecl &Var) {
  return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Each) {
    return Each.capturesVariable() && Each.getCapturedVar() == &Var &&
           Each.getCaptureKind() == LCK_ByRef;
  });
}

/// The statement of \p Block that declares \p Var alone, with a type that can be said again
/// and nothing that happens, or null.
static const DeclStmt *plainDeclaration(const VarDecl &Var, const CompoundStmt &Block) {
  const QualType Type = Var.getType();
  if (Type->isArrayType() || Type->isReferenceType() || Type->getContainedAutoType() ||
      Var.isStaticLocal() || (Var.getInit() && !isPlain(*Var.getInit())))
    return nullptr;
  return declarationIn(Block, Var);
}

/// The variable that the thread of \p Start sets for what comes after the joins, if it is
/// that and nothing more.
static std::optional<Slot> slotOf(const HeldThreads::Start &Start, const HeldThreads &Of) {
  const LambdaExpr *Lambda = lambdaRunBy(*Start.Made);
  Slot Found = Lambda ? lastSet(*Lambda) : Slot();
  if (!Found.Var || !capturesByReference(*Lambda, *Found.Var) || returns(*Lambda->getBody()) ||
      Lambda->hasExplicitResultType())
    return std::nullopt;
  Found.Declared = plainDeclaration(*Found.Var, *Of.Block);
  const SourceLocation Joined = Of.Joins.back()->getEndLoc();
  const SourceRange Captures = Lambda->getIntroducerRange();
  const bool Alone = llvm::all_of(usesOf(Found.Var, *Of.Body), [&](const DeclRefExpr *Each) {
    return Each->getLocation() == Found.Set->getBeginLoc() || Joined < Each->getLocation() ||
           Captures.fullyContains(Each->getLocation());
  });
  return Found.Declared && Alone ? std::optional(Found) : std::nullopt;
}

/// True if \p Start is the declaration of its thread, whose name the task can have.
static bool isDeclared(const HeldThreads::Start &Start, const HeldThreads &Of) {
  return Start.Holder && Start.Holder->getInit() && peel(Start.Holder->getInit()) == Start.Made &&
         declarationIn(*Of.Block, *Start.Holder);
}

/// "int Sum = Task.get();" in a line of its own.
static std::string declareAgain(const Slot &Of, const VarDecl &Task, SourceEdits &In) {
  const unsigned Begin = In.begin(Of.Declared->getBeginLoc());
  const StringRef Type = In.text().slice(Begin, In.begin(Of.Var->getLocation()));
  return "\n" + In.indentation(Begin) + Type.str() + Of.Var->getNameAsString() + " = " +
         Task.getNameAsString() + ".get();";
}

Rewrite resultsToGroup(HeldThreads Threads, FreeNames &Names, const ASTContext &Context) {
  llvm::SmallVector<Slot> Slots;
  SourceEdits Text(Context, Threads.Body->getBeginLoc());
  for (HeldThreads::Start &Each : Threads.Starts) {
    const std::optional<Slot> Found =
        isDeclared(Each, Threads) ? slotOf(Each, Threads) : std::nullopt;
    if (!Found)
      continue;
    Each.Before = "auto " + Each.Holder->getNameAsString() + " = ";
    Threads.AfterWait += declareAgain(*Found, *Each.Holder, Text);
    Slots.push_back(*Found);
  }
  if (Slots.empty())
    return {};
  return threadsToGroup(Threads, Names, Context, [&](SourceEdits &To) {
    for (const Slot &Each : Slots) {
      To.replace(To.begin(Each.Set->getBeginLoc()), To.begin(Each.Value->getBeginLoc()), "return ");
      To.remove(*Each.Declared);
      dropCaptures(*Each.Lambda, To);
    }
    return std::string();
  });
}

} // namespace clang::tidy::structured
