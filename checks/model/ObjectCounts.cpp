#include "ObjectCounts.h"
#include "Counts.h"
#include "Expressions.h"
#include "StepsOnWay.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

namespace {
/// Looks at one object, and at the function of it that starts the work.
class Object {
public:
  Object(const CXXMethodDecl &Starter, SourceLocation Start)
      : Starter(Starter), Class(*Starter.getParent()), Start(Start),
        Sources(Starter.getASTContext().getSourceManager()) {}

  void addWaitTo(DetachSite &Detach) const;

private:
  const FieldDecl *waitedFor(const Stmt &S) const;
  bool isCounted(const FieldDecl &Counter) const;
  bool countsUp(const FieldDecl &Counter) const;
  bool countsDown(const Stmt *S, const FieldDecl &Counter, bool OnlyInLambdas) const;
  const Stmt *bodyOf(const CXXMethodDecl &Method) const { return bodyBeside(Method, Start); }

  const CXXMethodDecl &Starter;
  const CXXRecordDecl &Class;
  const SourceLocation Start;
  const SourceManager &Sources;
};
} // namespace

/// The member of this object that \p E names, or null.
static const FieldDecl *memberOfThis(const Expr *E) {
  const auto *Member = E ? dyn_cast<MemberExpr>(E->IgnoreParenImpCasts()) : nullptr;
  const Expr *Base = Member ? Member->getBase()->IgnoreParenImpCasts() : nullptr;
  return isa_and_nonnull<CXXThisExpr>(Base) ? dyn_cast<FieldDecl>(Member->getMemberDecl())
                                            : nullptr;
}

/// True if \p S, a wait for a counter and \p Until, ends when that is down.
static bool endsAtZero(const Stmt &S, const Expr *Until) {
  const auto *While = dyn_cast<WhileStmt>(&S);
  const auto *Compare =
      While ? dyn_cast<BinaryOperator>(While->getCond()->IgnoreParenImpCasts()) : nullptr;
  const auto *Zero = Until ? dyn_cast<IntegerLiteral>(Until->IgnoreParenImpCasts()) : nullptr;
  return (!Until || (Zero && Zero->getValue() == 0)) && !(Compare && Compare->getOpcode() == BO_EQ);
}

/// What \p S waits for, if that is a counter of the object, or null.
const FieldDecl *Object::waitedFor(const Stmt &S) const {
  for (const CountWait &Wait : countWaits(S))
    if (const FieldDecl *Counter = memberOfThis(Wait.Counter); Counter && endsAtZero(S, Wait.Until))
      return Counter;
  return nullptr;
}

/// True if \p Counter goes up before the work starts, and not down again.
bool Object::countsUp(const FieldDecl &Counter) const {
  bool Up = false;
  (void)anyStepOnWay(Starter.getBody(), Start, Sources, [&](const Stmt &S) {
    const Count Step = stepOf(&S, Counter);
    if (Step && memberOfThis(Step.Name) &&
        Sources.isBeforeInTranslationUnit(S.getBeginLoc(), Start))
      Up = !Step.Down;
    return false;
  });
  return Up;
}

bool Object::countsDown(const Stmt *S, const FieldDecl &Counter, bool OnlyInLambdas) const {
  if (!S)
    return false;
  const Count Step = OnlyInLambdas ? Count{} : stepOf(S, Counter);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return countsDown(Lambda->getBody(), Counter, /*OnlyInLambdas=*/false);
  return (Step && Step.Down) || llvm::any_of(S->children(), [&](const Stmt *Child) {
           return countsDown(Child, Counter, OnlyInLambdas);
         });
}

/// True if work counts \p Counter down, or may do so: that which the function starts, or another
/// function of the object, which that may call.
bool Object::isCounted(const FieldDecl &Counter) const {
  return countsUp(Counter) && llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Each) {
           const bool IsStarter = Each->getCanonicalDecl() == Starter.getCanonicalDecl();
           const Stmt *Body = bodyOf(*Each);
           return Body ? countsDown(Body, Counter, IsStarter)
                       : !Each->isImplicit() && !Each->isDefaulted() && !Each->isDeleted();
         });
}

void Object::addWaitTo(DetachSite &Detach) const {
  const CXXDestructorDecl *End = Class.getDestructor();
  const auto Waits = [&](const Stmt &S) {
    const FieldDecl *Counter = waitedFor(S);
    if (!Counter || !isCounted(*Counter))
      return false;
    Detach.ObjectWaitsAt = S.getBeginLoc();
    Detach.Counter = Counter->getNameAsString();
    return true;
  };
  (void)anyStepOnWay(End ? bodyOf(*End) : nullptr, {}, Sources, [&](const Stmt &S) {
    if (Waits(S))
      return true;
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    const CXXMethodDecl *Called = Call ? Call->getMethodDecl() : nullptr;
    return Called && Called->getParent() == &Class &&
           isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()) &&
           anyStepOnWay(bodyOf(*Called), {}, Sources, Waits);
  });
}

void addWaitAtEnd(const FunctionDecl *Starter, DetachSite &Detach) {
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Starter))
    Object(*Method, Detach.Loc).addWaitTo(Detach);
}

} // namespace clang::tidy::structured
