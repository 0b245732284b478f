#include "NameUses.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace clang::tidy::structured {

namespace {
class Finder : public RecursiveASTVisitor<Finder> {
public:
  explicit Finder(llvm::ArrayRef<const VarDecl *> Of) : Of(Of) {}
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (llvm::is_contained(Of, Ref->getDecl()))
      Found.push_back(Ref);
    return true;
  }
  llvm::SmallVector<const DeclRefExpr *> Found;

private:
  llvm::ArrayRef<const VarDecl *> Of;
};
} // namespace

llvm::SmallVector<const DeclRefExpr *> usesOf(llvm::ArrayRef<const VarDecl *> Of,
                                              const Stmt &Body) {
  Finder Uses(Of);
  Uses.TraverseStmt(const_cast<Stmt *>(&Body));
  return Uses.Found;
}

} // namespace clang::tidy::structured
