#include "TokenArgument.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// How many arguments \p Call is written with.
static unsigned countWritten(const CallExpr &Call) {
  unsigned Count = 0;
  for (const Expr *Arg : Call.arguments())
    Count += !isa<CXXDefaultArgExpr>(Arg);
  return Count;
}

static const Type *classOf(QualType T) {
  return T.getNonReferenceType().getCanonicalType().getTypePtr();
}

std::vector<FixItHint> passToken(const CallExpr &Call, const FunctionDecl &With,
                                 const VarDecl &Token) {
  const unsigned Next = countWritten(Call);
  const SourceLocation End = Call.getRParenLoc();
  if (End.isInvalid() || End.isMacroID() || Next >= With.getNumParams() ||
      classOf(With.getParamDecl(Next)->getType()) != classOf(Token.getType()))
    return {};
  return {FixItHint::CreateInsertion(End, (Next ? ", " : "") + Token.getNameAsString())};
}

} // namespace clang::tidy::structured
