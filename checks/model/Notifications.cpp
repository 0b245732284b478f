#include "Notifications.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// The variable that \p E, a chain of members without pointers, is a part of, or null.
static const ValueDecl *wholeOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  while (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (Member->isArrow())
      return nullptr;
    E = Member->getBase()->IgnoreParenImpCasts();
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? Ref->getDecl() : nullptr;
}

namespace {
/// Collects what the parts of one variable are set to.
class Settings {
public:
  explicit Settings(const ValueDecl &Of) : Of(Of) {}

  void read(const Stmt *S);

  llvm::SmallVector<const Expr *, 1> Functions, Values;

private:
  const ValueDecl &Of;
};
} // namespace

void Settings::read(const Stmt *S) {
  if (!S)
    return;
  const auto *Assign = dyn_cast<BinaryOperator>(S);
  const auto *Part = Assign && Assign->getOpcode() == BO_Assign
                         ? dyn_cast<MemberExpr>(Assign->getLHS()->IgnoreParenImpCasts())
                         : nullptr;
  if (Part && wholeOf(Part) == &Of) {
    // In glibc, the name is a macro for a member of a union.
    const llvm::StringRef Name = nameOf(Part->getMemberDecl());
    if (Name == "sigev_notify_function" || Name == "_function")
      Functions.push_back(Assign->getRHS());
    if (Name == "sival_ptr")
      Values.push_back(Assign->getRHS());
  }
  for (const Stmt *Child : S->children())
    read(Child);
}

std::optional<NotifiedWork> notifiedBy(const CallExpr &Call, const FunctionDecl &In) {
  const auto *Event =
      Call.getNumArgs() > 1 ? dyn_cast_or_null<VarDecl>(namedBy(Call.getArg(1))) : nullptr;
  if (!Event || !Event->isLocalVarDecl())
    return std::nullopt;
  Settings Of(*Event);
  Of.read(In.getBody());
  if (Of.Functions.size() != 1 || Of.Values.size() > 1)
    return std::nullopt;
  return NotifiedWork{Of.Functions.front(), Of.Values.empty() ? nullptr : Of.Values.front()};
}

} // namespace clang::tidy::structured
