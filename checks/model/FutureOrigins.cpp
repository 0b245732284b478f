#include "FutureOrigins.h"
#include "Expressions.h"
#include "ReturnedValues.h"
#include "llvm/ADT/StringSwitch.h"

namespace clang::tidy::structured {

LaunchPolicy launchPolicy(const CallExpr &Call, const ASTContext &Context) {
  const Expr *First = Call.getNumArgs() ? Call.getArg(0) : nullptr;
  const auto *Launch = First ? First->getType()->getAsEnumDecl() : nullptr;
  Expr::EvalResult Value;
  if (!Launch || First->isValueDependent() || !First->EvaluateAsInt(Value, Context))
    return LaunchPolicy::Either;
  for (const EnumConstantDecl *Named : Launch->enumerators())
    if (llvm::APSInt::isSameValue(Named->getInitVal(), Value.Val.getInt()))
      return llvm::StringSwitch<LaunchPolicy>(Named->getName())
          .Case("async", LaunchPolicy::Async)
          .Case("deferred", LaunchPolicy::Deferred)
          .Default(LaunchPolicy::Either);
  return LaunchPolicy::Either;
}

LaunchPolicy launchPolicy(llvm::ArrayRef<const CallExpr *> Calls, const ASTContext &Context) {
  const LaunchPolicy First = launchPolicy(*Calls.front(), Context);
  const bool Same = llvm::all_of(
      Calls, [&](const CallExpr *Call) { return launchPolicy(*Call, Context) == First; });
  return Same ? First : LaunchPolicy::Either;
}

static bool isPromised(const FunctionDecl &Callee) {
  return isNamed(Callee, "::std::promise::get_future") ||
         isNamed(Callee, "::std::packaged_task::get_future");
}

FutureOrigin::FutureOrigin(const Stmt *Body) {
  for (const Expr *Value : returnedBy(Body)) {
    const auto *Call = dyn_cast<CallExpr>(Value);
    const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
    if (Callee && isNamed(*Callee, "::std::async"))
      Asyncs.push_back(Call);
    else if (Callee && isPromised(*Callee))
      Promise = true;
    else
      Others.push_back(Value);
  }
}

void FutureOrigin::separateReady(ReadyFutures &Known) {
  llvm::erase_if(Others, [&](const Expr *Value) {
    const bool IsReady = Known.runFor(Value).has_value();
    Ready |= IsReady;
    return IsReady;
  });
}

} // namespace clang::tidy::structured
