#include "Lasting.h"
#include "Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// True if \p E says no time at all: seconds(0), 0s, or a time that has passed.
static bool isNoTime(const Expr *E) {
  E = peel(E);
  if (const auto *Literal = dyn_cast<UserDefinedLiteral>(E))
    E = Literal->getNumArgs() ? Literal->getArg(0)->IgnoreParenImpCasts() : E;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E); Made && Made->getNumArgs())
    return isNoTime(Made->getArg(0));
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->getNumArgs() == 0)
    return nameOf(calleeOf(Call)) == "zero" || nameOf(calleeOf(Call)) == "min";
  const auto *Number = dyn_cast<IntegerLiteral>(E);
  return Number && Number->getValue() == 0;
}

bool isBlocking(const CallExpr &Call, const SpawnTable &Table) {
  static constexpr llvm::StringLiteral Waits[] = {"wait", "wait_for", "wait_until",
                                                  "join", "acquire",  "arrive_and_wait"};
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || !Callee->getIdentifier())
    return false;
  if (Table.Sleeps.find(Callee) || Table.JoiningFunctions.find(Callee))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (!Method)
    return false;
  const bool Asks = Method->getName().starts_with("wait_") && Call.getNumArgs() &&
                    isNoTime(Call.getArg(Call.getNumArgs() - 1));
  return (Method->getParent()->isInStdNamespace() && !Asks &&
          llvm::is_contained(Waits, Method->getName())) ||
         (Method->getName() == "get" && Table.Futures.find(Method->getParent()));
}

/// True if \p D is declared in the namespace \p Name, or in one that is a part of it.
static bool isWithin(const Decl &D, llvm::StringRef Name) {
  for (const DeclContext *In = D.getDeclContext(); In; In = In->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(In); Space && isNamed(*Space, Name))
      return true;
  return false;
}

const CallExpr *blockingCallIn(const Stmt *Body, const SpawnTable &Table,
                               llvm::StringRef Yielding) {
  if (!Body || isa<LambdaExpr>(Body))
    return nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(Body);
      Call && isBlocking(*Call, Table) &&
      (Yielding.empty() || !isWithin(*calleeOf(Call), Yielding)))
    return Call;
  for (const Stmt *Child : Body->children())
    if (const CallExpr *Found = blockingCallIn(Child, Table, Yielding))
      return Found;
  return nullptr;
}

/// True if \p Loop is known to take a fixed number of steps.
static bool isCounted(const Stmt &Loop, const ASTContext &Context) {
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Limit = For && For->getCond()
                          ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts())
                          : nullptr;
  return Limit && Limit->isComparisonOp() && !Limit->getRHS()->isInstantiationDependent() &&
         Limit->getRHS()->isEvaluatable(Context);
}

/// True if \p S, or a part of it, calls a function that is the user's, or that
/// is not known.
static bool callsOut(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const auto *Call = dyn_cast<CallExpr>(S);
  if (Call && !isa<CXXOperatorCallExpr>(Call))
    if (const FunctionDecl *Callee = calleeOf(Call); !Callee || !isOfSystemHeader(*Callee))
      return true;
  return llvm::any_of(S->children(), callsOut);
}

/// The condition and the body of the loop \p S, or nothing if it is none.
static std::optional<std::pair<const Expr *, const Stmt *>> loopOf(const Stmt *S) {
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return {{While->getCond(), While->getBody()}};
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return {{Do->getCond(), Do->getBody()}};
  if (const auto *For = dyn_cast<ForStmt>(S))
    return {{For->getCond(), For->getBody()}};
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return {{nullptr, Range->getBody()}};
  return std::nullopt;
}

/// The idiom of macros: do { … } while (0).
static bool runsOnce(const Stmt &Loop, const ASTContext &Context) {
  const auto *Do = dyn_cast<DoStmt>(&Loop);
  bool Again = true;
  return Do && !Do->getCond()->isInstantiationDependent() &&
         Do->getCond()->EvaluateAsBooleanCondition(Again, Context) && !Again;
}

Lasting lasting(const Stmt *Body, const SpawnTable &Table, const ASTContext &Context) {
  if (!Body || isa<LambdaExpr>(Body))
    return {};
  if (const auto *Call = dyn_cast<CallExpr>(Body); Call && isBlocking(*Call, Table))
    return {Lasting::Why::Blocks, Call->getBeginLoc()};
  if (const auto Loop = loopOf(Body); Loop && !runsOnce(*Body, Context)) {
    const auto &[Condition, Repeated] = *Loop;
    if (!isCounted(*Body, Context) && (callsOut(Condition) || callsOut(Repeated)))
      return {Lasting::Why::Loop, Body->getBeginLoc()};
  }
  for (const Stmt *Child : Body->children())
    if (const Lasting Found = lasting(Child, Table, Context);
        Found.Because != Lasting::Why::Nothing)
      return Found;
  return {};
}

} // namespace clang::tidy::structured
