#include "OwnThreads.h"
#include "Expressions.h"
#include "NameMap.h"
#include <optional>

namespace clang::tidy::structured {

namespace {
/// That a thread is, or is not, the one that asks.
struct Question {
  const ValueDecl *Thread = nullptr;
  bool IsOwn = false;
};
} // namespace

/// The thread whose id \p E is, or null.
static const ValueDecl *threadAskedFor(const Expr *E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(peel(E));
  return calledMember(Call) == "get_id" ? namedBy(Call->getImplicitObjectArgument()) : nullptr;
}

static bool isOwnId(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(peel(E));
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  return Callee && (isNamed(*Callee, "::std::this_thread::get_id") ||
                    isNamed(*Callee, "::boost::this_thread::get_id"));
}

/// What \p Condition, or a part that has to hold with it, asks.
static std::optional<Question> questionIn(const Expr *Condition) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto [Left, Right, Equal] = comparison(Condition); Left) {
    const Expr *Other = isOwnId(Left) ? Right : isOwnId(Right) ? Left : nullptr;
    const ValueDecl *Thread = Other ? threadAskedFor(Other) : nullptr;
    return Thread ? std::optional(Question{Thread, Equal}) : std::nullopt;
  }
  const auto *Both = dyn_cast<BinaryOperator>(Condition);
  if (!Both || Both->getOpcode() != BO_LAnd)
    return std::nullopt;
  std::optional<Question> Asked = questionIn(Both->getLHS());
  return Asked ? Asked : questionIn(Both->getRHS());
}

static void forEachCallOf(const ValueDecl &Thread, const Stmt *S,
                          llvm::function_ref<void(const CXXMemberCallExpr &)> Meet) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
      Call && namedBy(Call->getImplicitObjectArgument()) == &Thread)
    Meet(*Call);
  for (const Stmt *Child : S->children())
    forEachCallOf(Thread, Child, Meet);
}

void forEachCallOfOwnThread(const IfStmt &If,
                            llvm::function_ref<void(const CXXMemberCallExpr &)> Meet) {
  if (!If.getCond()) // if consteval
    return;
  const std::optional<Question> Asked = questionIn(If.getCond());
  // If only a part of the condition fails, it may be another one.
  const bool Whole = !isa<BinaryOperator>(If.getCond()->IgnoreParenImpCasts());
  if (Asked && (Asked->IsOwn || Whole))
    forEachCallOf(*Asked->Thread, Asked->IsOwn ? If.getThen() : If.getElse(), Meet);
}

} // namespace clang::tidy::structured
