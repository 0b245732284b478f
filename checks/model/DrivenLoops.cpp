#include "DrivenLoops.h"
#include "Callables.h"
#include "Expressions.h"
#include "StepsOnWay.h"
#include "TaskPools.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

/// True if a function called \p Name may run what was handed to its object: "loop", "runOnce",
/// "run_until".
static bool soundsLikeRunning(llvm::StringRef Name) {
  static const llvm::StringSet<> Ends{"", "once", "one", "forever", "until", "for", "all", "poll"};
  std::string Word = Name.lower();
  llvm::erase(Word, '_');
  static constexpr llvm::StringLiteral Verbs[] = {"loop", "run", "poll", "drive", "drain"};
  return llvm::any_of(Verbs, [&](llvm::StringRef Verb) {
    llvm::StringRef Rest = Word;
    return Rest.consume_front(Verb) && Ends.contains(Rest);
  });
}

/// True if \p S has an executor run what it was handed, while it itself runs.
static bool drives(const Stmt &S) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && !Method->isConst() && soundsLikeRunning(nameOf(Method)) && !takesTask(*Method) &&
         isExecutor(*Method->getParent());
}

bool drivesExecutorAfter(const FunctionDecl &In, SourceLocation Loc) {
  const SourceManager &Sources = In.getASTContext().getSourceManager();
  bool Drives = false;
  (void)anyStepOnWay(In.getBody(), Loc, Sources, [&](const Stmt &S) {
    if (!Sources.isBeforeInTranslationUnit(Loc, S.getBeginLoc()))
      return false;
    Drives = drives(S);
    // What comes after this may not be reached; nor may what comes after a branch that leaves.
    const auto *If = dyn_cast<IfStmt>(&S);
    return Drives || isa<ReturnStmt, CXXThrowExpr>(S) ||
           (If && (mayLeave(If->getThen()) || mayLeave(If->getElse())));
  });
  return Drives;
}

} // namespace clang::tidy::structured
