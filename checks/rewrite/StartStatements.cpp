#include "StartStatements.h"
#include "checks/model/Callables.h"
#include "checks/model/Expressions.h"
#include "checks/model/NameMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

//===-- Statements ------------------------------------------------------------===//

void StatementsOf::add(const Stmt &S) {
  for (const Stmt *Child : S.children())
    if (Child && Parents.try_emplace(Child, &S).second)
      add(*Child);
}

static const Stmt *bodyOf(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return Range->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return While->getBody();
  return cast<DoStmt>(Loop)->getBody();
}

/// True if \p S, a child of \p In, is a statement there.
static bool isStatementIn(const Stmt *S, const Stmt *In) {
  if (const auto *If = dyn_cast<IfStmt>(In))
    return S == If->getThen() || S == If->getElse();
  return isa<CompoundStmt, SwitchCase, LabelStmt>(In) || (isLoop(In) && S == bodyOf(In));
}

const Stmt *StatementsOf::around(const Stmt *S) const {
  for (const Stmt *In = parent(S); In && !isa<LambdaExpr>(In); S = In, In = parent(In))
    if (isStatementIn(S, In))
      return S;
  return nullptr;
}

const Stmt *StatementsOf::stepOf(const Stmt *S, const CompoundStmt &Block) const {
  while (S && parent(S) != &Block)
    S = parent(S);
  return S;
}

const Stmt *StatementsOf::outermostLoop(const Stmt *S) const {
  const Stmt *Loop = nullptr;
  for (const Stmt *In = parent(S); In && !isa<LambdaExpr>(In); In = parent(In))
    if (isLoop(In))
      Loop = In;
  return Loop;
}

const DeclStmt *declarationIn(const CompoundStmt &Block, const VarDecl &Var) {
  for (const Stmt *S : Block.body())
    if (const auto *Declared = dyn_cast<DeclStmt>(S);
        Declared && Declared->isSingleDecl() && Declared->getSingleDecl() == &Var)
      return Declared;
  return nullptr;
}

Assignment assignmentIn(const Expr &E) {
  if (const auto *Op = dyn_cast<BinaryOperator>(&E); Op && Op->getOpcode() == BO_Assign)
    return {Op->getLHS(), Op->getRHS()};
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&E); Call && Call->getOperator() == OO_Equal)
    return {Call->getArg(0), Call->getArg(1)};
  return {};
}

//===-- Types and expressions ---------------------------------------------------===//

bool isOf(const char *Name, QualType T, bool Many) {
  T = T.getNonReferenceType().getCanonicalType();
  if (!Many) {
    const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
    return Class && isNamed(*Class, Name);
  }
  if (const Type *Element = T->getArrayElementTypeNoTypeQual(); T->isArrayType())
    return isOf(Name, QualType(Element, 0), false);
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  static constexpr const char *Containers[] = {"::std::vector", "::std::list", "::std::deque",
                                               "::std::array"};
  return Class &&
         llvm::any_of(Containers, [&](const char *Each) { return isNamed(*Class, Each); }) &&
         Class->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         isOf(Name, Class->getTemplateArgs()[0].getAsType(), false);
}

bool isStdThread(QualType T, bool Many) { return isOf("::std::thread", T, Many); }

/// True if \p S, by itself, changes something or may do so.
static bool acts(const Stmt &S) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    return Unary->isIncrementDecrementOp();
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->isAssignmentOp();
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S))
    return Op->getOperator() != OO_Subscript && !Op->isComparisonOp();
  static constexpr llvm::StringLiteral Asking[] = {"size", "empty", "length",
                                                   "hardware_concurrency", "at"};
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    return !llvm::is_contained(Asking, nameOf(calleeOf(Call)));
  return isa<CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, LambdaExpr, CoroutineSuspendExpr>(S);
}

static bool anyActs(const Stmt &S) {
  return acts(S) ||
         llvm::any_of(S.children(), [](const Stmt *Child) { return Child && anyActs(*Child); });
}

bool isPlain(const Expr &E) { return !anyActs(E); }

//===-- Starts ------------------------------------------------------------------===//

/// Where the arguments of \p Start stand: its parentheses.
static SourceRange parentheses(const Expr &Start, const ASTContext &Context) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Start))
    return Construct->getParenOrBraceRange();
  const auto *Call = dyn_cast<CallExpr>(&Start);
  if (!Call)
    return {};
  const auto Open = Lexer::findNextToken(Call->getCallee()->getEndLoc(), Context.getSourceManager(),
                                         Context.getLangOpts());
  return Open && Open->is(tok::l_paren) ? SourceRange(Open->getLocation(), Call->getRParenLoc())
                                        : SourceRange();
}

static const Expr *withoutCleanups(const Expr *E) { return cast<Expr>(E->IgnoreImplicit()); }

/// True if \p S is one variable, \p Var, that \p Start is the whole value of.
static bool isDeclaration(const Stmt &S, const Expr &Start, const ValueDecl *Var) {
  const auto *Declared = dyn_cast<DeclStmt>(&S);
  const auto *Only =
      Declared && Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
  return Only && Only == Var && Only->getInit() && peel(Only->getInit()) == &Start;
}

/// True if \p E does nothing but start, and put what comes of it into \p Var.
static bool isStore(const Expr *E, const Expr &Start, const ValueDecl *Var) {
  if (E == &Start)
    return !isa<CallExpr>(E) || isPlain(*cast<CXXMemberCallExpr>(E)->getImplicitObjectArgument());
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E))
    return Op->getOperator() == OO_Equal && peel(Op->getArg(1)) == &Start &&
           namedBy(Op->getArg(0)) == Var && isPlain(*Op->getArg(0));
  static constexpr llvm::StringLiteral Placing[] = {"push_back", "emplace_back", "push_front",
                                                    "emplace_front"};
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  return Call && llvm::is_contained(Placing, calledMember(Call)) && Call->getNumArgs() == 1 &&
         peel(Call->getArg(0)) == &Start && namedBy(Call->getImplicitObjectArgument()) == Var &&
         isPlain(*Call->getImplicitObjectArgument());
}

void callInstead(const Stmt &S, const Expr &Start, const ValueDecl *Var, StringRef Call,
                 SourceEdits &To, StringRef After) {
  const auto *E = dyn_cast<Expr>(&S);
  bool Known =
      isDeclaration(S, Start, Var) || (Var && E && isStore(withoutCleanups(E), Start, Var));
  if (const auto *Detach = dyn_cast_or_null<CXXMemberCallExpr>(E ? withoutCleanups(E) : nullptr);
      Detach && !Var)
    Known = peel(Detach->getImplicitObjectArgument()) == &Start;
  const SourceRange Args = parentheses(Start, To.context());
  if (!Known || Args.isInvalid())
    return To.refuse("a thread is started in an unusual way");
  const unsigned Begin = To.begin(S.getBeginLoc()), End = To.endWithSemicolon(S);
  To.replace(Begin, To.end(Args.getBegin()), Call.str());
  To.replace(To.begin(Args.getEnd()), End, (")" + After + ";").str());
}

/// True if what \p Call operators there are could be called with one argument more than
/// \p Given.
static bool takesMore(const CXXRecordDecl &Callable, unsigned Given) {
  return llvm::any_of(Callable.decls(), [&](const Decl *D) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const FunctionDecl *Op = Template ? Template->getTemplatedDecl() : nullptr;
    return Op && Op->getOverloadedOperator() == OO_Call &&
           (Op->getNumParams() > Given || Op->isVariadic() ||
            llvm::any_of(Op->parameters(),
                         [](const ParmVarDecl *Each) { return Each->isParameterPack(); }));
  });
}

bool mayTakeToken(llvm::ArrayRef<const Expr *> Work) {
  // It drops what it is given more than it has places for, of which it has none.
  if (Work.size() == 1 && callOf(peel(Work.front()), {"::std::bind"}))
    return false;
  const CXXRecordDecl *Callable =
      Work.empty() ? nullptr : Work.front()->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return Callable && takesMore(*Callable, Work.size() - 1);
}

static llvm::SmallVector<const Expr *> argumentsOf(const Expr &Start) {
  llvm::SmallVector<const Expr *> Args;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Start))
    llvm::append_range(Args, Construct->arguments());
  else if (const auto *Call = dyn_cast<CallExpr>(&Start))
    llvm::append_range(Args, Call->arguments());
  return Args;
}

bool mayTakeToken(const Expr &Start) { return mayTakeToken(argumentsOf(Start)); }

const Expr *workOf(const Expr &Start) {
  const auto Args = argumentsOf(Start);
  return Args.empty() ? nullptr : peel(Args.front());
}

static bool anyCatchesInPart(const Stmt &S) {
  const auto *Try = dyn_cast<CXXTryStmt>(&S);
  if (Try && Try->getHandler(Try->getNumHandlers() - 1)->getExceptionDecl())
    return true;
  return llvm::any_of(S.children(),
                      [](const Stmt *Child) { return Child && anyCatchesInPart(*Child); });
}

bool catchesInPart(const Expr &Start) {
  const Expr *Work = workOf(Start);
  const FunctionDecl *Run = Work ? calledBy(Work) : nullptr;
  const Stmt *Body = Run ? Run->getBody() : nullptr;
  return Body && anyCatchesInPart(*Body);
}

bool isSubstituted(const VarDecl &Var) {
  class Finder : public RecursiveASTVisitor<Finder> {
  public:
    bool VisitSubstTemplateTypeParmTypeLoc(SubstTemplateTypeParmTypeLoc) { return false; }
  };
  const TypeSourceInfo *Written = Var.getTypeSourceInfo();
  return !Written || !Finder().TraverseTypeLoc(Written->getTypeLoc());
}

} // namespace clang::tidy::structured
