#include "Conditions.h"
#include "Expressions.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/FoldingSet.h"

namespace clang::tidy::structured {

/// The value of \p E, if it is written down, as a condition.
static std::optional<bool> constantOf(const Expr *E, const ASTContext &Context) {
  E = E ? E->IgnoreParenImpCasts() : nullptr;
  if (!E || E->isValueDependent() || E->getType()->isDependentType())
    return std::nullopt;
  if (const auto *Bool = dyn_cast<CXXBoolLiteralExpr>(E))
    return Bool->getValue();
  if (const auto *Integer = dyn_cast<IntegerLiteral>(E))
    return Integer->getValue().getBoolValue();
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E))
    return false;
  return std::nullopt;
}

const Expr *decisive(const Expr *E, bool &Value, const ASTContext &Context) {
  for (;;) {
    E = E->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
    const auto *Not = dyn_cast<UnaryOperator>(E);
    const auto *Compare = dyn_cast<BinaryOperator>(E);
    if (Not && Not->getOpcode() == UO_LNot) {
      Value = !Value;
      E = Not->getSubExpr();
    } else if (Compare && Compare->isEqualityOp() &&
               (constantOf(Compare->getRHS(), Context) == false ||
                (Compare->getLHS()->IgnoreParenImpCasts()->getType()->isBooleanType() &&
                 constantOf(Compare->getRHS(), Context)))) {
      const bool Right = *constantOf(Compare->getRHS(), Context);
      Value = Right == (Compare->getOpcode() == BO_EQ) ? Value : !Value;
      E = Compare->getLHS();
    } else {
      return E;
    }
  }
}

/// The variables that \p S reads.
static void collectRead(const Stmt *S, llvm::SmallVectorImpl<const ValueDecl *> &To) {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && isa<VarDecl>(Ref->getDecl()))
    To.push_back(Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(S);
      Member && isa<FieldDecl>(Member->getMemberDecl()))
    To.push_back(Member->getMemberDecl());
  for (const Stmt *Child : S->children())
    collectRead(Child, To);
}

unsigned Conditions::idOf(const Expr &E) const {
  llvm::FoldingSetNodeID Id;
  E.Profile(Id, Context, /*Canonical=*/true);
  // Two that share a hash would count as one; then there is one path less.
  return Id.ComputeHash() >> 1; // Not one of the keys that the map reserves.
}

Conditions::Conditions(const CFG &Graph, ASTContext &Context) : Context(Context) {
  for (const CFGBlock *Block : Graph)
    if (Block->getTerminator().isStmtBranch())
      addTested(Block->getLastCondition());
  if (Tested.empty())
    return;
  for (const CFGBlock *Block : Graph)
    for (const CFGElement &Element : *Block)
      if (const auto Step = Element.getAs<CFGStmt>())
        addChanges(*Step->getStmt());
}

void Conditions::addTested(const Expr *Condition) {
  if (!Condition || Condition->getType()->isDependentType())
    return;
  bool Value = true;
  const Expr *E = decisive(Condition, Value, Context);
  const unsigned Id = idOf(*E);
  if (Tested[Id]++)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Plain[Ref->getDecl()] = Id;
  llvm::SmallVector<const ValueDecl *> Read;
  collectRead(E, Read);
  for (const ValueDecl *Var : Read)
    Reading[Var].push_back(Id);
}

std::optional<std::pair<unsigned, bool>> Conditions::meaning(const Expr *Condition,
                                                             bool Value) const {
  if (!Condition || Condition->getType()->isDependentType())
    return std::nullopt;
  const unsigned Id = idOf(*decisive(Condition, Value, Context));
  return Tested.lookup(Id) > 1 ? std::optional(std::pair(Id, Value)) : std::nullopt;
}

void Conditions::apply(const Stmt &Step, KnownConditions &Known) const {
  const auto Found = Effects.find(&Step);
  if (Found == Effects.end())
    return;
  for (const Effect &Each : Found->second)
    if (Each.Value)
      Known[Each.Condition] = *Each.Value;
    else
      Known.erase(Each.Condition);
}

//===-- What changes them ---------------------------------------------------===//

/// \p Changed is given \p Value, or something that is not known if that is null.
/// \p Id is that of a condition that only reads the variable.
void Conditions::addChange(const ValueDecl *Changed, unsigned Id, const Expr *Value,
                           const Stmt &Step) {
  const auto Found = Reading.find(Changed);
  if (Found == Reading.end())
    return;
  const std::optional<bool> Constant = constantOf(Value, Context);
  for (unsigned Condition : Found->second)
    Effects[&Step].push_back({Condition, Condition == Id ? Constant : std::nullopt});
  if (Constant && Tested.contains(Id))
    ++Tested[Id];
}

void Conditions::addChange(const Expr *Changed, const Expr *Value, const Stmt &Step) {
  if (const ValueDecl *Var = Changed ? namedBy(Changed) : nullptr; Reading.contains(Var))
    addChange(Var, idOf(*Changed->IgnoreParenImpCasts()), Value, Step);
}

void Conditions::addChanges(const Stmt &Step) {
  if (const auto *Assign = dyn_cast<BinaryOperator>(&Step); Assign && Assign->isAssignmentOp())
    return addChange(Assign->getLHS(),
                     Assign->getOpcode() == BO_Assign ? Assign->getRHS() : nullptr, Step);
  if (const auto *Unary = dyn_cast<UnaryOperator>(&Step);
      Unary && (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_AddrOf))
    return addChange(Unary->getSubExpr(), nullptr, Step);
  if (const auto *Declared = dyn_cast<DeclStmt>(&Step)) {
    for (const Decl *D : Declared->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        addChange(Var, Plain.lookup(Var), Var->getInit(), Step);
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&Step)) {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        addChange(Capture.getCapturedVar(), 0, nullptr, Step);
    return;
  }
  const auto *Call = dyn_cast<CallExpr>(&Step);
  if (!Call)
    return;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      Operator && Operator->isAssignmentOp())
    return addChange(Operator->getArg(0), Operator->getArg(1), Step);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    if (const CXXMethodDecl *Method = Member->getMethodDecl(); Method && !Method->isConst())
      addChange(Member->getImplicitObjectArgument(), nullptr, Step);
  const FunctionDecl *Callee = calleeOf(Call);
  for (unsigned I = 0; Callee && I < std::min(Call->getNumArgs(), Callee->getNumParams()); ++I) {
    const QualType T = Callee->getParamDecl(I)->getType();
    if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified())
      addChange(Call->getArg(I), nullptr, Step);
  }
}

} // namespace clang::tidy::structured
