#include "Expressions.h"
#include "NameMap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

namespace clang::tidy::structured {

/// What \p E passes on unchanged, or null if \p E makes the value itself.
static const Expr *passedOn(const Expr *E) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    const CXXConstructorDecl *Constructor = Construct->getConstructor();
    return Construct->getNumArgs() == 1 && Constructor->isCopyOrMoveConstructor()
               ? Construct->getArg(0)
               : nullptr;
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return Cast->getType()->isVoidType() ? nullptr : Cast->getSubExpr();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return Call->isCallToStdMove() ? Call->getArg(0) : nullptr;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 1 && List->isTransparent() ? List->getInit(0) : nullptr;
  return nullptr;
}

const Expr *peel(const Expr *E) {
  while (E) {
    E = E->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
    const Expr *Inner = passedOn(E);
    if (!Inner)
      return E;
    E = Inner;
  }
  return nullptr;
}

/// The container or smart pointer that \p Call gives access to, or null.
static const Expr *accessed(const CXXMemberCallExpr &Call) {
  static constexpr llvm::StringLiteral Accessors[] = {"at",  "back",  "begin",        "front",
                                                      "get", "value", "native_handle"};
  return llvm::is_contained(Accessors, nameOf(Call.getMethodDecl()))
             ? Call.getImplicitObjectArgument()
             : nullptr;
}

const Expr *baseObject(const Expr *E) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref ? Unary->getSubExpr()
                                                                             : nullptr;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Subscript->getBase();
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E)) {
    const OverloadedOperatorKind Operator = Call->getOperator();
    return Operator == OO_Subscript || Operator == OO_Arrow || Operator == OO_Star ? Call->getArg(0)
                                                                                   : nullptr;
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return accessed(*Call);
  return nullptr;
}

const ValueDecl *namedBy(const Expr *E) {
  for (E = peel(E); E; E = peel(baseObject(E))) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl();
  }
  return nullptr;
}

const FunctionDecl *calleeOf(const CallExpr *Call) { return Call->getDirectCallee(); }

const Expr *objectOf(const CallExpr &Call) {
  if (const auto *Known = dyn_cast<CXXMemberCallExpr>(&Call))
    return Known->getImplicitObjectArgument();
  const auto *Named = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  const auto *Method = Named ? dyn_cast<CXXMethodDecl>(Named->getMemberDecl()) : nullptr;
  return Method && Method->isInstance() ? Named->getBase() : nullptr;
}

bool isGivenByFunction(const Expr *E) {
  const auto *Call = dyn_cast_or_null<CallExpr>(E ? peel(E) : nullptr);
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  return Callee && Call->getNumArgs() == 0 && !Callee->isCXXInstanceMember();
}

const CallExpr *callOf(const Expr *E, llvm::ArrayRef<const char *> Names) {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call && Call->getNumArgs() ? calleeOf(Call) : nullptr;
  const bool Named =
      Callee && llvm::any_of(Names, [&](const char *Name) { return isNamed(*Callee, Name); });
  return Named ? Call : nullptr;
}

Comparison comparison(const Expr *E) {
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    const auto Form = Rewritten->getDecomposedForm();
    return {Form.LHS, Form.RHS, Form.Opcode == BO_EQ};
  }
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
  const OverloadedOperatorKind Operator = Call ? Call->getOperator() : OO_None;
  if (Operator != OO_EqualEqual && Operator != OO_ExclaimEqual)
    return {};
  return {Call->getArg(0), Call->getArg(1), Operator == OO_EqualEqual};
}

bool isLoop(const Stmt *S) { return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S); }

bool mayLeave(const Stmt *S, bool InLoop) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isa<ReturnStmt, CoreturnStmt, GotoStmt, IndirectGotoStmt, CXXThrowExpr>(S))
    return true;
  if (isa<BreakStmt, ContinueStmt>(S))
    return !InLoop;
  InLoop |= isLoop(S) || isa<SwitchStmt>(S);
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mayLeave(Child, InLoop); });
}

bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  if (const auto *E = dyn_cast_or_null<Expr>(S))
    return isa<CXXThrowExpr>(E->IgnoreUnlessSpelledInSource());
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(S);
}

bool isLocalObject(const ValueDecl *Decl) {
  const auto *Var = dyn_cast_or_null<VarDecl>(Decl);
  return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType();
}

bool saysUnused(const ValueDecl &Var) {
  const llvm::StringRef Name = nameOf(&Var);
  return Var.hasAttr<UnusedAttr>() || Name.starts_with("_") || Name.starts_with("unused");
}

bool isAddressLike(QualType T) {
  if (T->isPointerType() || T->isReferenceType())
    return true;
  static constexpr const char *Views[] = {"::std::reference_wrapper", "::std::basic_string_view",
                                          "::std::span"};
  const auto *Record = T->getAsCXXRecordDecl();
  return Record && llvm::any_of(Views, [&](const char *Name) { return isNamed(*Record, Name); });
}

llvm::StringRef nameOf(const NamedDecl *Decl) {
  const IdentifierInfo *Id = Decl ? Decl->getIdentifier() : nullptr;
  return Id ? Id->getName() : "";
}

llvm::StringRef calledMember(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(S);
  return nameOf(Call ? Call->getMethodDecl() : nullptr);
}

std::string spelledName(const NamedDecl &Decl) {
  std::string Name;
  llvm::raw_string_ostream Stream(Name);
  Decl.printQualifiedName(Stream);
  return Name;
}

std::string spelledType(QualType T, const ASTContext &Context) {
  return T.getCanonicalType().getUnqualifiedType().getAsString(Context.getPrintingPolicy());
}

SourceLocation writtenAt(SourceLocation Loc, const SourceManager &Sources) {
  if (!Loc.isMacroID())
    return Loc;
  SourceLocation Spelled = Sources.getSpellingLoc(Loc);
  return Sources.isWrittenInScratchSpace(Spelled) ? Sources.getExpansionLoc(Loc) : Spelled;
}

bool isInMainFile(SourceLocation Loc, const SourceManager &Sources) {
  return Sources.isInMainFile(Sources.getExpansionLoc(Loc));
}

bool areInOneFile(SourceLocation A, SourceLocation B, const SourceManager &Sources) {
  return Sources.getFileID(Sources.getExpansionLoc(A)) ==
         Sources.getFileID(Sources.getExpansionLoc(B));
}

bool isOfSystemHeader(const Decl &D) {
  return !isa<TranslationUnitDecl>(D) &&
         D.getASTContext().getSourceManager().isInSystemHeader(D.getLocation());
}

const Stmt *bodyBeside(const FunctionDecl &Function, SourceLocation From) {
  const FunctionDecl *Definition = nullptr;
  const SourceManager &Sources = Function.getASTContext().getSourceManager();
  return Function.isDefined(Definition) && areInOneFile(Definition->getLocation(), From, Sources)
             ? Definition->getBody()
             : nullptr;
}

const Stmt *bodyInMainFile(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  const SourceManager &Sources = Function.getASTContext().getSourceManager();
  return Function.isDefined(Definition) && isInMainFile(Definition->getLocation(), Sources)
             ? Definition->getBody()
             : nullptr;
}

} // namespace clang::tidy::structured
