#include "Throwers.h"
#include "Classes.h"
#include "Expressions.h"
#include "NameMap.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SetVector.h"

namespace clang::tidy::structured {

using Functions = llvm::SetVector<const FunctionDecl *>;

/// True if \p Thrown says, by the standard's own classes, that a caller has done something wrong,
/// which a program that is right does not.
static bool isLogicError(QualType Thrown) {
  const CXXRecordDecl *Class = Thrown.isNull() ? nullptr : Thrown->getAsCXXRecordDecl();
  return Class && llvm::any_of(withBases(*Class), [](const CXXRecordDecl *Each) {
           return isNamed(*Each, "::std::logic_error");
         });
}

/// True if \p Each throws on what other code has thrown before: whether any does is another
/// question.
static bool isPassedOn(const Throws::Escape &Each) {
  return Each.Evidence.Callee == "std::rethrow_exception";
}

static bool isOfLibrary(const FunctionDecl &Function, const SpawnTable &Table) {
  for (const DeclContext *In = Function.getDeclContext(); In; In = In->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(In); Space && Table.Libraries.find(Space))
      return true;
  return false;
}

/// Says of \p Function whether its \p Body throws. \p Asked gets what it calls.
static ProgramFacts::Thrower describe(const FunctionDecl &Function, const FunctionDecl &Body,
                                      Throws &Throwing, Entities &Named, Functions &Asked) {
  const SourceManager &Sources = Throwing.context().getSourceManager();
  ProgramFacts::Thrower Fact;
  Fact.Self = Named.numberOf(Function);
  Fact.Body = placeOf(Body.getLocation(), Sources);
  Fact.Alone = Body.isFirstDecl() && isInMainFile(Body.getLocation(), Sources);
  Fact.OfLibrary = isOfLibrary(Function, Throwing.table());
  for (const Throws::Escape &Each : Throwing.ofBody(Body)) {
    if (Each.Evidence.What == Throwing::Visibly && !Fact.Thrown && !isLogicError(Each.Thrown) &&
        !isPassedOn(Each))
      Fact.Thrown = placeOf(Each.Evidence.Loc, Sources);
    if (!Each.Open)
      continue;
    Fact.Calls.emplace_back(Named.numberOf(Each.Open), placeOf(Each.Evidence.Loc, Sources));
    if (!Each.Open.Virtual)
      Asked.insert(Each.Open.Function);
  }
  return Fact;
}

/// Writes down what is known of \p Asked, and of what they call.
static void write(Functions Asked, Throws &Throwing, Entities &Named, ProgramFacts &Found) {
  for (size_t I = 0; I < Asked.size(); ++I) {
    const FunctionDecl *Function = Asked[I], *Body = nullptr;
    // What a coroutine throws does not leave the call.
    if (Function->isDefined(Body) && Body->getBody() && !isa<CoroutineBodyStmt>(Body->getBody()))
      Found.Throwers.push_back(describe(*Function, *Body, Throwing, Named, Asked));
  }
}

void addThrowers(Throws &Throwing, Entities &Named, ProgramFacts &Found) {
  Functions Asked;
  for (const CalledFunction &Each : Throwing.asked()) {
    Found.OpenCalls.push_back(Named.numberOf(Each));
    if (!Each.Virtual)
      Asked.insert(Each.Function);
  }
  write(std::move(Asked), Throwing, Named, Found);
}

/// Collects the functions in \p Context with these names and a body.
static void collect(const DeclContext &Context, const llvm::StringSet<> &Names, Functions &Into) {
  for (const Decl *Each : Context.decls()) {
    if (isOfSystemHeader(*Each))
      continue;
    const auto *Function = dyn_cast<FunctionDecl>(Each);
    if (Function && Function->doesThisDeclarationHaveABody() && !Function->isTemplated() &&
        Function->isExternallyVisible() && Names.contains(fullName(*Function)))
      Into.insert(Function->getCanonicalDecl());
    if (isa<NamespaceDecl, LinkageSpecDecl, CXXRecordDecl>(Each))
      collect(*cast<DeclContext>(Each), Names, Into);
  }
}

void addThrowers(llvm::ArrayRef<const FunctionDecl *> Functions, ASTContext &Context,
                 Entities &Named, ProgramFacts &Found) {
  const SpawnTable Table = SpawnTable::builtin();
  Throws Throwing(Context, Table);
  write({Functions.begin(), Functions.end()}, Throwing, Named, Found);
}

ProgramFacts findThrowers(ASTContext &Context, const llvm::StringSet<> &Names) {
  ProgramFacts Found;
  Entities Named(Found, Context.getSourceManager());
  Functions Asked;
  collect(*Context.getTranslationUnitDecl(), Names, Asked);
  addThrowers(Asked.getArrayRef(), Context, Named, Found);
  return Found;
}

} // namespace clang::tidy::structured
