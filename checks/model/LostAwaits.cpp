#include "LostAwaits.h"
#include "Callables.h"
#include "DeclaredThrows.h"
#include "Expressions.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::structured {

/// True if \p S, or a part of it, asks for the error as a part of the result: by a
/// token of Asio, or an object of the library that never fails.
static bool asksForError(const Stmt *S) {
  static constexpr llvm::StringLiteral Names[] = {"as_tuple", "redirect_error", "as_single",
                                                  "this_coro"};
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const NamedDecl *Named = Ref->getDecl();
    const auto *Space = dyn_cast<NamespaceDecl>(Named->getDeclContext());
    if (llvm::is_contained(Names, nameOf(Named)) || llvm::is_contained(Names, nameOf(Space)))
      return true;
  }
  return llvm::any_of(S->children(), asksForError);
}

/// True if a value of type \p T carries an error: a tuple, or what is called so.
static bool carriesError(QualType T) {
  static constexpr llvm::StringLiteral Names[] = {"error_code", "tuple", "expected", "result",
                                                  "outcome",    "Try",   "Expected"};
  return llvm::is_contained(Names, nameOf(T.getNonReferenceType()->getAsCXXRecordDecl()));
}

namespace {
class Finder {
public:
  explicit Finder(const Throws &Throwing) : Throwing(Throwing) {}

  SourceLocation find(const Stmt *S);
  SourceLocation ofCoroutine(const FunctionDecl &Coroutine);

private:
  SourceLocation ofAwait(const CoawaitExpr &Await);

  const Throws &Throwing;
  llvm::SmallPtrSet<const FunctionDecl *, 4> Seen;
};
} // namespace

SourceLocation Finder::ofAwait(const CoawaitExpr &Await) {
  const Expr *Operand = Await.getOperand();
  if (const FunctionDecl *Coroutine = coroutineCalledBy(Operand);
      Coroutine && bodyBeside(*Coroutine, Await.getKeywordLoc()))
    return ofCoroutine(*Coroutine);
  const auto *Resume = dyn_cast<CallExpr>(Await.getResumeExpr()->IgnoreUnlessSpelledInSource());
  const FunctionDecl *Callee = Resume ? calleeOf(Resume) : nullptr;
  const bool Safe = (Callee && saysNoexcept(Callee->getType())) || carriesError(Await.getType()) ||
                    asksForError(Operand);
  return Safe ? SourceLocation() : Await.getKeywordLoc();
}

SourceLocation Finder::find(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return {};
  if (const auto *Try = dyn_cast<CXXTryStmt>(S); Try && Throwing.handlerOf({}, *Try))
    return {}; // What handles errors is taken to succeed.
  if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
    if (const SourceLocation Loc = ofAwait(*Await); Loc.isValid())
      return Loc;
    return find(Await->getOperand());
  }
  for (const Stmt *Child : S->children())
    if (const SourceLocation Loc = find(Child); Loc.isValid())
      return Loc;
  return {};
}

SourceLocation Finder::ofCoroutine(const FunctionDecl &Coroutine) {
  const Stmt *Body = Coroutine.getBody();
  if (!Body || !Seen.insert(&Coroutine).second)
    return {};
  if (const auto *Wrapped = dyn_cast<CoroutineBodyStmt>(Body))
    return find(Wrapped->getBody());
  // A lambda that gives a coroutine to run.
  const auto *Block = dyn_cast<CompoundStmt>(Body);
  const auto *Return =
      Block && Block->size() == 1 ? dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
  const FunctionDecl *Made =
      Return && Return->getRetValue() ? coroutineCalledBy(Return->getRetValue()) : nullptr;
  return Made && bodyBeside(*Made, Return->getBeginLoc()) ? ofCoroutine(*Made) : SourceLocation();
}

SourceLocation uncaughtAwait(const Expr *E, const Throws &Throwing) {
  const FunctionDecl *Coroutine = coroutineCalledBy(E);
  const auto *Lambda = dyn_cast<LambdaExpr>(peel(E));
  if (!Coroutine && Lambda)
    Coroutine = Lambda->getCallOperator();
  if (!Coroutine || !bodyBeside(*Coroutine, E->getExprLoc()))
    return {};
  return Finder(Throwing).ofCoroutine(*Coroutine);
}

} // namespace clang::tidy::structured
