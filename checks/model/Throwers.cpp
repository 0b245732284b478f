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
    Fact.Calls.emplace_back(Named.numberOf(*Each.Open), placeOf(Each.Evidence.Loc, Sources));
    Asked.insert(Each.Open);
  }
  return Fact;
}

namespace {

/// What of the unit's classes overrides what.
class Overriders {
public:
  explicit Overriders(const ASTContext &Context) : Context(Context) {}

  /// Adds the functions that override \p Function, and are not abstract themselves, to \p To.
  void collect(const CXXMethodDecl &Function, Functions &To) {
    if (!Read)
      read();
    To.insert_range(ByOverridden.lookup(Function.getCanonicalDecl()));
  }

private:
  void read();
  void add(const CXXMethodDecl &Method, const CXXMethodDecl &Overridden);

  const ASTContext &Context;
  bool Read = false;
  llvm::DenseMap<const CXXMethodDecl *, llvm::SmallVector<const FunctionDecl *, 2>> ByOverridden;
};

} // namespace

void Overriders::add(const CXXMethodDecl &Method, const CXXMethodDecl &Overridden) {
  ByOverridden[Overridden.getCanonicalDecl()].push_back(Method.getCanonicalDecl());
  for (const CXXMethodDecl *Each : Overridden.overridden_methods())
    add(Method, *Each);
}

/// The types also hold the classes in functions, and those that templates make.
void Overriders::read() {
  Read = true;
  llvm::SetVector<const CXXRecordDecl *> Classes;
  for (const Type *Each : Context.getTypes())
    if (const auto *Class = isa<RecordType>(Each) ? Each->getAsCXXRecordDecl() : nullptr;
        Class && Class->getDefinition())
      Classes.insert(Class->getDefinition());
  for (const CXXRecordDecl *Class : Classes)
    for (const CXXMethodDecl *Method : Class->methods())
      if (Method->isVirtual() && !Method->isPureVirtual() && Method->getIdentifier())
        for (const CXXMethodDecl *Each : Method->overridden_methods())
          add(*Method, *Each);
}

/// Writes down what overrides \p Function, a call of which may run that. \p Asked gets it.
static void writeVirtual(const CXXMethodDecl &Function, bool Searched, Overriders &All,
                         Entities &Named, ProgramFacts &Found, Functions &Asked) {
  const size_t Self = Named.numberOf(Function);
  Found.Virtual.push_back({Self, Function.isPureVirtual(), Searched});
  Functions Overriding;
  All.collect(Function, Overriding);
  for (const FunctionDecl *Each : Overriding)
    Found.Overrides.push_back({Named.numberOf(*Each), Self});
  Asked.insert_range(Overriding);
}

/// Writes down what is known of \p Asked, and of what they call. \p Searched: names of functions
/// for which this is one of all units that may override them.
static void write(Functions Asked, const llvm::StringSet<> &Searched, Throws &Throwing,
                  Entities &Named, ProgramFacts &Found) {
  Overriders All(Throwing.context());
  for (size_t I = 0; I < Asked.size(); ++I) {
    const FunctionDecl *Function = Asked[I], *Body = nullptr;
    if (isOverridable(*Function))
      writeVirtual(*cast<CXXMethodDecl>(Function), Searched.contains(fullName(*Function)), All,
                   Named, Found, Asked);
    // What a coroutine throws does not leave the call.
    if (Function->isDefined(Body) && Body->getBody() && !isa<CoroutineBodyStmt>(Body->getBody()))
      Found.Throwers.push_back(describe(*Function, *Body, Throwing, Named, Asked));
  }
}

void addThrowers(Throws &Throwing, Entities &Named, ProgramFacts &Found) {
  Functions Asked;
  for (const FunctionDecl *Each : Throwing.asked()) {
    Found.OpenCalls.push_back(Named.numberOf(*Each));
    Asked.insert(Each);
  }
  write(std::move(Asked), {}, Throwing, Named, Found);
}

/// Collects the functions in \p Context with these names and a body, or that are virtual.
static void collect(const DeclContext &Context, const llvm::StringSet<> &Names, Functions &Into) {
  for (const Decl *Each : Context.decls()) {
    if (isOfSystemHeader(*Each))
      continue;
    const auto *Function = dyn_cast<FunctionDecl>(Each);
    if (Function && (Function->doesThisDeclarationHaveABody() || isOverridable(*Function)) &&
        !Function->isTemplated() && Function->isExternallyVisible() &&
        Names.contains(fullName(*Function)))
      Into.insert(Function->getCanonicalDecl());
    if (isa<NamespaceDecl, LinkageSpecDecl, CXXRecordDecl>(Each))
      collect(*cast<DeclContext>(Each), Names, Into);
  }
}

ProgramFacts findThrowers(ASTContext &Context, const llvm::StringSet<> &Names) {
  ProgramFacts Found;
  Entities Named(Found, Context.getSourceManager());
  const SpawnTable Table = SpawnTable::builtin();
  Throws Throwing(Context, Table);
  Functions Asked;
  collect(*Context.getTranslationUnitDecl(), Names, Asked);
  write(std::move(Asked), Names, Throwing, Named, Found);
  return Found;
}

} // namespace clang::tidy::structured
