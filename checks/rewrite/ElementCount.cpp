#include "ElementCount.h"
#include "NameUses.h"
#include "checks/model/Expressions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::structured {

namespace {
/// What a function does with the number of a container's elements.
class Counting {
public:
  Counting(const VarDecl &Of, const Stmt &Body, const StatementsOf &Statements,
           const ASTContext &Context)
      : Of(Of), Body(Body), Statements(Statements), Context(Context) {}

  std::string count() const;

private:
  const Expr *written() const;
  const Expr *resized() const;
  bool isStable(const Expr &E) const;
  std::string textOf(const Expr &E) const;

  const VarDecl &Of;
  const Stmt &Body;
  const StatementsOf &Statements;
  const ASTContext &Context;
};
} // namespace

/// The one argument that \p Construct is written with, if it is a number, or null.
static const Expr *onlyNumber(const CXXConstructExpr &Construct) {
  const Expr *Only = nullptr;
  for (const Expr *Arg : Construct.arguments())
    if (!isa<CXXDefaultArgExpr>(Arg) && std::exchange(Only, Arg) != nullptr)
      return nullptr;
  return Only && Only->getType()->isIntegerType() && !Construct.isStdInitListInitialization()
             ? Only
             : nullptr;
}

/// The number that a call of resize() gives it, if all else that is done leaves that as it is.
const Expr *Counting::resized() const {
  static constexpr llvm::StringLiteral Changing[] = {
      "push_back", "emplace_back", "push_front", "emplace_front", "insert", "emplace",
      "erase",     "pop_back",     "pop_front",  "clear",         "assign"};
  const Expr *Number = nullptr;
  for (const DeclRefExpr *Ref : usesOf(&Of, Body)) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Statements.parent(Ref));
    const StringRef Name = Member ? nameOf(Member->getMemberDecl()) : "";
    if (llvm::is_contained(Changing, Name))
      return nullptr;
    const auto *Call =
        Name == "resize" ? dyn_cast_or_null<CallExpr>(Statements.parent(Member)) : nullptr;
    if (Call && (Call->getNumArgs() != 1 || std::exchange(Number, Call->getArg(0)) != nullptr))
      return nullptr;
  }
  return Number;
}

/// The expression that says how many there are, or null.
const Expr *Counting::written() const {
  const TypeSourceInfo *Type = Of.getTypeSourceInfo();
  if (Of.getType()->isConstantArrayType()) {
    const auto Array = Type ? Type->getTypeLoc().getAs<ArrayTypeLoc>() : ArrayTypeLoc();
    return Array ? Array.getSizeExpr() : nullptr;
  }
  const auto *Made =
      dyn_cast_or_null<CXXConstructExpr>(Of.getInit() ? peel(Of.getInit()) : nullptr);
  const Expr *First = Made ? onlyNumber(*Made) : nullptr;
  const Expr *Later = resized();
  return First && Later ? nullptr : First ? First : Later;
}

/// True if \p E has the same value wherever the function says it.
bool Counting::isStable(const Expr &E) const {
  const Expr *Value = E.IgnoreParenImpCasts();
  if (isa<IntegerLiteral, SubstNonTypeTemplateParmExpr>(Value))
    return true;
  if (const auto *Op = dyn_cast<BinaryOperator>(Value))
    return Op->isAdditiveOp() || Op->isMultiplicativeOp()
               ? isStable(*Op->getLHS()) && isStable(*Op->getRHS())
               : false;
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  if (!Ref || Ref->getDecl()->getType()->isReferenceType())
    return false;
  const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
  if (!Var)
    return isa<EnumConstantDecl, NonTypeTemplateParmDecl>(Ref->getDecl());
  if (Var->getType().isConstQualified())
    return true;
  return Var->hasLocalStorage() && llvm::all_of(usesOf(Var, Body), [&](const DeclRefExpr *Each) {
           const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Statements.parent(Each));
           return Cast && Cast->getCastKind() == CK_LValueToRValue;
         });
}

std::string Counting::textOf(const Expr &E) const {
  const SourceRange Range = E.getSourceRange();
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return "";
  std::string Text = Lexer::getSourceText(CharSourceRange::getTokenRange(Range),
                                          Context.getSourceManager(), Context.getLangOpts())
                         .str();
  const Expr *Value = E.IgnoreParenImpCasts();
  const QualType Type = Value->getType();
  if (!Text.empty() && !Value->isValueDependent() && !Value->isEvaluatable(Context) &&
      !Context.hasSameUnqualifiedType(Type, Context.getSizeType()))
    return "std::size_t(" + Text + ")";
  return isa<BinaryOperator>(Value) ? "(" + Text + ")" : Text;
}

/// The size that the type of \p Of, a std::array, is written with, or else its number; "" for
/// other types.
static std::string sizeOfStdArray(const VarDecl &Of, const ASTContext &Context) {
  const auto *Class =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Of.getType()->getAsCXXRecordDecl());
  if (!Class || nameOf(Class) != "array" || !Class->isInStdNamespace())
    return "";
  if (const TypeSourceInfo *Type = Of.getTypeSourceInfo())
    if (const auto Written =
            Type->getTypeLoc().getUnqualifiedLoc().getAs<TemplateSpecializationTypeLoc>();
        Written && Written.getNumArgs() == 2) {
      const StringRef Text = Lexer::getSourceText(
          CharSourceRange::getTokenRange(Written.getArgLoc(1).getSourceRange()),
          Context.getSourceManager(), Context.getLangOpts());
      if (!Text.empty() && llvm::all_of(Text, [](char C) { return llvm::isAlnum(C) || C == '_'; }))
        return Text.str();
    }
  return llvm::toString(Class->getTemplateArgs()[1].getAsIntegral(), 10);
}

std::string Counting::count() const {
  if (const std::string Size = sizeOfStdArray(Of, Context); !Size.empty())
    return Size;
  const Expr *Number = written();
  return Number && isStable(*Number) ? textOf(*Number) : "";
}

std::string elementCount(const VarDecl &Of, const Stmt &Body, const StatementsOf &Statements,
                         const ASTContext &Context) {
  return Counting(Of, Body, Statements, Context).count();
}

} // namespace clang::tidy::structured
