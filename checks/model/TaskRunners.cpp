#include "TaskRunners.h"
#include "Callables.h"
#include "Expressions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

/// The call in \p S of a local variable that holds a task, outside of any try
/// block and lambda, or null.
static const CallExpr *findCall(const Stmt *S) {
  if (!S || isa<CXXTryStmt, LambdaExpr>(S))
    return nullptr;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S); Call && Call->getOperator() == OO_Call) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts());
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && Var->isLocalVarDecl() && !Ref->refersToEnclosingVariableOrCapture() &&
        isTaskType(Var->getType()))
      return Call;
  }
  for (const Stmt *Child : S->children())
    if (const CallExpr *Found = findCall(Child))
      return Found;
  return nullptr;
}

/// True if \p Function is seen, in the file of \p Beside, to pass a task on with
/// nothing around it that would keep its error.
static bool passesPlainly(const FunctionDecl &Function, SourceLocation Beside) {
  const ASTContext &Context = Function.getASTContext();
  const SourceManager &Sources = Context.getSourceManager();
  const FunctionDecl *Definition = nullptr;
  if (!Function.isDefined(Definition) || !areInOneFile(Definition->getLocation(), Beside, Sources))
    return false;
  // A template's body has no types yet, but its text says as much.
  const llvm::StringRef Text = Lexer::getSourceText(
      CharSourceRange::getTokenRange(Definition->getSourceRange()), Sources, Context.getLangOpts());
  return !Text.empty() && llvm::none_of(llvm::ArrayRef<llvm::StringRef>{"packaged_task", "promise",
                                                                        "exception", "try"},
                                        [&](llvm::StringRef Word) { return Text.contains(Word); });
}

const CallExpr *unguardedTask(const Stmt *Body, const CXXRecordDecl *Class) {
  const CallExpr *Call = findCall(Body);
  if (!Call || !Class || !Class->hasDefinition())
    return nullptr;
  bool Any = false;
  for (const Decl *Member : Class->getDefinition()->decls()) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(Member);
    const auto *Function = Template ? Template->getTemplatedDecl() : dyn_cast<FunctionDecl>(Member);
    if (!Function || isa<CXXConstructorDecl>(Function) || !takesTask(*Function))
      continue;
    if (!passesPlainly(*Function, Body->getBeginLoc()))
      return nullptr;
    Any = true;
  }
  return Any ? Call : nullptr;
}

} // namespace clang::tidy::structured
