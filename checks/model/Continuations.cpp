#include "Continuations.h"
#include "Callables.h"
#include "Expressions.h"
#include "SpawnApis.h"

namespace clang::tidy::structured {

bool isFuture(QualType T, const SpawnTable &Table) {
  return !T.isNull() && Table.Futures.find(T.getNonReferenceType()->getAsCXXRecordDecl());
}

/// True if a member function \p Name of a future runs what it is given last when the
/// work of that has ended.
static bool continues(llvm::StringRef Name) {
  return Name.starts_with("then") || Name.starts_with("handle_exception") || Name == "finally" ||
         Name == "ensure" || Name == "onError";
}

/// True if an object of type \p T tells of any error. So, for all that can be known of programs,
/// does a std::exception.
static bool tellsErrors(QualType T, const SpawnTable &Table) {
  static constexpr const char *Others[] = {"::folly::Try", "::folly::exception_wrapper",
                                           "::std::exception", "::std::exception_ptr",
                                           "::std::__exception_ptr::exception_ptr"};
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return isFuture(T, Table) ||
         (Class && llvm::any_of(Others, [&](const char *Name) { return isNamed(*Class, Name); }));
}

/// True if a member function \p Name tells what it is given, if that is all, any error.
static bool isForErrors(llvm::StringRef Name) {
  return Name == "thenError" || Name == "thenTry" || Name == "handle_exception" ||
         Name == "then_wrapped";
}

/// True if the continuation \p Work takes the errors of the work before.
static bool takesErrors(const Expr &Work, const SpawnTable &Table) {
  const FunctionDecl *Run = calledBy(&Work);
  return Run && Run->getNumParams() && tellsErrors(Run->getParamDecl(0)->getType(), Table);
}

Continuation continuation(const Expr *E, const SpawnTable &Table) {
  static constexpr llvm::StringLiteral ToOtherTypes[] = {"unit", "semi", "discard_result"};
  static constexpr llvm::StringLiteral ToOtherPlaces[] = {"via", "within", "delayed"};
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
  if (!Call || !Call->isPRValue())
    return {};
  const llvm::StringRef Name = calledMember(Call);
  const llvm::ArrayRef<const Expr *> Given = givenTo(*Call);
  Continuation Found;
  if (continues(Name) && !Given.empty())
    Found.Work = Given.back();
  else if (!llvm::is_contained(ToOtherTypes, Name) && !llvm::is_contained(ToOtherPlaces, Name))
    return {};
  const Expr *Before = Call->getImplicitObjectArgument();
  // Some functions are those of a base class, in the library.
  if (!isFuture(Before->IgnoreParenImpCasts()->getType(), Table))
    return {};
  Found.Before = Before;
  Found.Elsewhere = Found.Work ? Given.size() > 1 : llvm::is_contained(ToOtherPlaces, Name);
  Found.TakesErrors =
      Found.Work && ((isForErrors(Name) && Given.size() == 1) || takesErrors(*Found.Work, Table));
  return Found;
}

} // namespace clang::tidy::structured
