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
  Counting(const VarDecl &Of, const HeldThreads &In, const StatementsOf &Statements,
           const ASTContext &Context)
      : Of(Of), Body(*In.Body), InTemplate(In.InTemplate), Statements(Statements),
        Context(Context) {}

  CountText count() const;

private:
  const Expr *written() const;
  const Expr *resized() const;
  bool isBesideDeclaration(const Expr &Call) const;
  bool changes(const DeclRefExpr &Ref) const;
  bool isStable(const Expr &E) const;
  CountText textOf(const Expr &E) const;

  const VarDecl &Of;
  const Stmt &Body;
  const bool InTemplate;
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

/// True if \p Call is a statement of the block that declares the container.
bool Counting::isBesideDeclaration(const Expr &Call) const {
  const Stmt *S = Statements.around(&Call);
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Block = E && E->IgnoreImplicit() == &Call
                          ? dyn_cast_or_null<CompoundStmt>(Statements.parent(S))
                          : nullptr;
  return Block && declarationIn(*Block, Of);
}

/// True if \p Ref calls something that may change how many there are.
bool Counting::changes(const DeclRefExpr &Ref) const {
  static constexpr llvm::StringLiteral Changing[] = {
      "push_back", "emplace_back", "push_front", "emplace_front", "insert", "emplace", "resize",
      "erase",     "pop_back",     "pop_front",  "clear",         "assign", "swap"};
  const auto *Member = dyn_cast_or_null<MemberExpr>(Statements.parent(&Ref));
  return Member && llvm::is_contained(Changing, nameOf(Member->getMemberDecl()));
}

/// The number that resize() gives it before anything else is done with it, if nothing changes
/// that later.
const Expr *Counting::resized() const {
  auto Uses = usesOf(&Of, Body);
  llvm::sort(Uses, [](const DeclRefExpr *A, const DeclRefExpr *B) {
    return A->getLocation() < B->getLocation();
  });
  if (Uses.empty() ||
      llvm::any_of(llvm::drop_begin(Uses), [&](const DeclRefExpr *Each) { return changes(*Each); }))
    return nullptr;
  const Stmt *Member = Statements.parent(Uses.front());
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Statements.parent(Member));
  return calledMember(Call) == "resize" && Call->getNumArgs() == 1 && isBesideDeclaration(*Call)
             ? Call->getArg(0)
             : nullptr;
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
  if (!First)
    return resized();
  return llvm::none_of(usesOf(&Of, Body), [&](const DeclRefExpr *Each) { return changes(*Each); })
             ? First
             : nullptr;
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
  if (!Ref || Ref->getDecl()->getType()->isReferenceType() ||
      Ref->getDecl()->getType().isVolatileQualified() || isHiddenIn(*Ref->getDecl(), Body))
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

CountText Counting::textOf(const Expr &E) const {
  const SourceRange Range = E.getSourceRange();
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return {};
  std::string Text = Lexer::getSourceText(CharSourceRange::getTokenRange(Range),
                                          Context.getSourceManager(), Context.getLangOpts())
                         .str();
  const Expr *Value = E.IgnoreParenImpCasts();
  const QualType Type = Value->getType().getUnqualifiedType();
  if (isa<BinaryOperator>(Value))
    Text = "(" + Text + ")";
  if (Value->isValueDependent() || Value->isEvaluatable(Context) ||
      Context.hasSameType(Type, Context.getSizeType()))
    return {Text};
  return {Text, Type.getAsString(Context.getPrintingPolicy())};
}

/// The size that the type of \p Of, a std::array, is written with, or else its number; "" for
/// other types.
static std::string sizeOfStdArray(const VarDecl &Of, bool InTemplate, const ASTContext &Context) {
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
      if (!Text.empty() &&
          llvm::all_of(Text, [](char C) { return llvm::isAlnum(C) || C == '_' || C == ':'; }))
        return Text.str();
    }
  return InTemplate ? "" : llvm::toString(Class->getTemplateArgs()[1].getAsIntegral(), 10);
}

CountText Counting::count() const {
  if (const std::string Size = sizeOfStdArray(Of, InTemplate, Context); !Size.empty())
    return {Size};
  const Expr *Number = written();
  return Number && isStable(*Number) ? textOf(*Number) : CountText();
}

CountText elementCount(const VarDecl &Of, const HeldThreads &In, const StatementsOf &Statements,
                       const ASTContext &Context) {
  return Counting(Of, In, Statements, Context).count();
}

} // namespace clang::tidy::structured
