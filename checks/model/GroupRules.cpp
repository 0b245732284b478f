#include "GroupRules.h"
#include "Expressions.h"

namespace clang::tidy::structured {

bool GroupRules::isGiven(const FunctionDecl *Function) {
  return Function && llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Each) {
           return Types.findPointed(Each->getType()) != nullptr;
         });
}

void GroupRules::addCall(const CXXMemberCallExpr &Call, const Place &At) {
  const ValueDecl *Member = namedBy(Call.getImplicitObjectArgument());
  Met += isa_and_nonnull<FieldDecl>(Member) && Types.findPointed(Member->getType());
  Endless.addCall(Call, At);
}

void GroupRules::addBody(const Stmt &Body, const ControlFlow &Flow, const Place &At) {
  // A template's instantiations tell. What does not compile is not all there.
  if (!At.Function || At.Function->isDependentContext() ||
      Context.getDiagnostics().hasUncompilableErrorOccurred() || !Flow.graph())
    return;
  const GroupBody In(Body, Flow, At, Context, Kept, Throwing, Found, Types, Handed);
  Orders.addBody(In); // What is refused has no errors.
  Errors.addBody(In);
  Scopes.addBody(In);
  Endless.addBody(In);
  Lone.addBody(In);
}

} // namespace clang::tidy::structured
