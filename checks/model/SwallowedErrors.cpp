#include "SwallowedErrors.h"
#include "NameMap.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

/// The try block that \p Body consists of, but for declarations, or null.
static const CXXTryStmt *onlyTry(const Stmt *Body) {
  if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Body))
    return Try;
  const CXXTryStmt *Only = nullptr;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Body))
    for (const Stmt *S : Block->body()) {
      if (isa<DeclStmt, NullStmt>(S))
        continue;
      if (Only || !isa<CXXTryStmt>(S))
        return nullptr;
      Only = cast<CXXTryStmt>(S);
    }
  return Only;
}

static bool catchesEverything(const CXXCatchStmt &Handler) {
  if (!Handler.getExceptionDecl())
    return true;
  const auto *Class = Handler.getCaughtType().getNonReferenceType()->getAsCXXRecordDecl();
  return Class && isNamed(*Class, "::std::exception");
}

/// True if nothing stands in \p Block, not even a comment.
static bool isBlank(const CompoundStmt &Block, const ASTContext &Context) {
  const CharSourceRange Inside =
      CharSourceRange::getCharRange(Block.getLBracLoc().getLocWithOffset(1), Block.getRBracLoc());
  return Block.body_empty() &&
         Lexer::getSourceText(Inside, Context.getSourceManager(), Context.getLangOpts())
             .trim()
             .empty();
}

SourceLocation swallowingHandler(const Stmt *Body, const ASTContext &Context) {
  const CXXTryStmt *Try = onlyTry(Body);
  for (unsigned I = 0; Try && I < Try->getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try->getHandler(I);
    if (!catchesEverything(*Handler))
      continue;
    const auto *Block = dyn_cast<CompoundStmt>(Handler->getHandlerBlock());
    // What the first does not catch is hardly ever thrown.
    return Block && isBlank(*Block, Context) ? Handler->getCatchLoc() : SourceLocation();
  }
  return {};
}

} // namespace clang::tidy::structured
