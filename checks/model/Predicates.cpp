#include "Predicates.h"
#include "Expressions.h"
#include "NameMap.h"
#include "WaitWords.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

/// True for what calls the lambda that it is given while it runs, and keeps no value of it.
static bool isAlgorithm(const NamedDecl &Decl) {
  static const llvm::StringSet<> Names{
      "all_of",      "any_of",         "none_of",       "count_if",         "find_if",
      "find_if_not", "find_last_if",   "adjacent_find", "search",           "equal",
      "mismatch",    "is_partitioned", "partition",     "stable_partition", "partition_point",
      "remove_if",   "copy_if",        "replace_if",    "erase_if",         "unique",
      "sort",        "stable_sort",    "partial_sort",  "nth_element",      "is_sorted",
      "lower_bound", "upper_bound",    "equal_range",   "binary_search",    "min",
      "max",         "minmax",         "min_element",   "max_element",      "minmax_element"};
  const llvm::StringRef Name = nameOf(&Decl);
  return Names.contains(Name) && (isNamed(Decl, ("::std::" + Name).str()) ||
                                  isNamed(Decl, ("::std::ranges::" + Name).str()));
}

static bool callsAlgorithm(const CallExpr &Call) {
  const auto *Object = dyn_cast<CXXOperatorCallExpr>(&Call); // As those of std::ranges are called.
  const Expr *Called = Object ? Object->getArg(0) : Call.getCallee();
  Called = Called->IgnoreParenImpCasts();
  if (const auto *Named = dyn_cast<DeclRefExpr>(Called))
    return isAlgorithm(*Named->getDecl());
  const auto *Lookup = dyn_cast<UnresolvedLookupExpr>(Called);
  return Lookup && Lookup->getQualifier() &&
         llvm::all_of(Lookup->decls(), [](const NamedDecl *Each) { return isAlgorithm(*Each); });
}

void Predicates::addCall(const CallExpr &Call) {
  if (callsAlgorithm(Call))
    for (const Expr *Arg : Call.arguments())
      Given.insert(Arg->IgnoreImplicit());
}

bool Predicates::addLambda(const LambdaExpr &Lambda) {
  const auto *Block = dyn_cast<CompoundStmt>(Lambda.getBody());
  const auto *Return =
      Block && Block->size() == 1 ? dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
  if (!Given.contains(&Lambda))
    return false;
  Any = true;
  // A parameter that is an object of its own ends with the body.
  return Return && !Lambda.hasExplicitResultType() && onlyLooks(Return->getRetValue()) &&
         llvm::all_of(Lambda.getCallOperator()->parameters(), [](const ParmVarDecl *Each) {
           return Each->getType()->isReferenceType() && !Each->hasDefaultArg();
         });
}

bool Predicates::onlyLooks(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  if (!E)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return onlyCalls(*Call);
  if (const auto *Op = dyn_cast<UnaryOperator>(E))
    return !Op->isIncrementDecrementOp() && onlyLooks(Op->getSubExpr()) &&
           mayCall(UnaryOperator::getOverloadedOperator(Op->getOpcode()));
  if (const auto *Op = dyn_cast<BinaryOperator>(E))
    return !Op->isAssignmentOp() && onlyLooks(Op->getLHS()) && onlyLooks(Op->getRHS()) &&
           mayCall(BinaryOperator::getOverloadedOperator(Op->getOpcode()));
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E))
    return Member->isImplicitAccess() ||
           (onlyLooks(Member->getBase()) && mayCall(Member->isArrow() ? OO_Arrow : OO_None));
  if (isa<ArraySubscriptExpr>(E))
    mayCall(OO_Subscript);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E);
      Ref && isa<VarTemplateSpecializationDecl>(Ref->getDecl()))
    return false;
  if (isa<DeclRefExpr, MemberExpr>(E) && !E->isTypeDependent() && Files.mayMeanWork(E->getType()))
    return false;
  return isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, StringLiteral, CXXBoolLiteralExpr,
             CXXNullPtrLiteralExpr, CXXThisExpr, ParenExpr, ImplicitCastExpr, ConditionalOperator,
             ArraySubscriptExpr, DeclRefExpr, MemberExpr>(E) &&
         llvm::all_of(E->children(), [&](const Stmt *Child) { return onlyLooks(Child); });
}

bool Predicates::onlyCalls(const CallExpr &Call) {
  if (!llvm::all_of(Call.arguments(), [&](const Expr *Arg) { return onlyLooks(Arg); }))
    return false;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Op->getOperator() != OO_Call && !Op->isAssignmentOp() && mayCall(Op->getOperator()) &&
           (Call.isTypeDependent() || !Files.mayMeanWork(Call.getType()));
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return onlyLooks(Member) && mayCall(Member->getMember());
  const FunctionDecl *Known = Call.getDirectCallee();
  if (!Known || Call.isTypeDependent() || Files.mayMeanWork(Call.getType()))
    return false;
  const auto *Member = dyn_cast<MemberExpr>(Callee);
  return (!Member || onlyLooks(Member->getBase())) && mayCall(Known->getDeclName());
}

bool Predicates::mayCall(OverloadedOperatorKind Operator) {
  static constexpr OverloadedOperatorKind Comparing[] = {
      OO_EqualEqual, OO_ExclaimEqual, OO_Less, OO_Greater, OO_LessEqual, OO_GreaterEqual};
  const auto Add = [&](OverloadedOperatorKind Each) {
    Called.insert(Context.DeclarationNames.getCXXOperatorName(Each));
  };
  if (Operator != OO_None)
    Add(Operator);
  if (llvm::is_contained(Comparing, Operator)) { // One may be written as another.
    Add(OO_EqualEqual);
    Add(OO_Spaceship);
  }
  return true;
}

bool Predicates::mayCall(DeclarationName Name) {
  const IdentifierInfo *Id = Name.getAsIdentifierInfo();
  if (!Id || Id->isStr("get") || isWaitWord(Id->getName()) || Table.knowsWord(Id->getName()))
    return false;
  Called.insert(Name);
  return true;
}

bool Predicates::mayCallMore() const {
  return llvm::any_of(Functions, [&](const FunctionDecl *Each) {
    const bool IsConversion = isa<CXXConversionDecl>(Each);
    if (IsConversion ? !Any : !Called.contains(Each->getDeclName()))
      return false;
    // Operators and conversions are everybody's.
    if (Each->isTemplated())
      return !(IsConversion || Each->isOverloadedOperator()) || Files.has(Each->getLocation());
    return !IsConversion && Files.mayMeanWork(Each->getReturnType());
  });
}

} // namespace clang::tidy::structured
