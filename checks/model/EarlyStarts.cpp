#include "EarlyStarts.h"
#include "DeepCalls.h"
#include "Expressions.h"
#include "SureSteps.h"
#include "clang/AST/Attr.h"

namespace clang::tidy::structured {

void EarlyStarts::addVariable(const VarDecl &Var, const Place &At) {
  if (Var.isFileVarDecl() && Var.getInit() && Var.getTLSKind() == VarDecl::TLS_None &&
      !At.Dependent)
    Objects.push_back(&Var);
}

void EarlyStarts::addFunction(const FunctionDecl &Function, const Place &At) {
  if (At.Dependent || !Function.doesThisDeclarationHaveABody())
    return;
  if (Function.hasAttr<ConstructorAttr>())
    Functions.push_back(&Function);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    Constructors.push_back(Constructor);
}

//===-- What code starts --------------------------------------------------------===//

/// What running \p S, which stands at \p From, is sure to start.
EarlyStarts::Spawns EarlyStarts::startedBy(const Stmt *S, SourceLocation From) {
  Spawns Started;
  forEachSureStep(S, Context, [&](const Expr &E) {
    if (const std::optional<size_t> Spawn = Kept.spawnOf(E)) {
      Started.push_back(*Spawn);
      return;
    }
    const FunctionDecl *Entered = enteredBy(E), *Definition = nullptr;
    if (Entered && Entered->isDefined(Definition) &&
        areInOneFile(Definition->getLocation(), From, Sources))
      llvm::append_range(Started, startedBy(*Definition));
  });
  return Started;
}

EarlyStarts::Spawns EarlyStarts::startedBy(const FunctionDecl &Function) {
  // What is asked again before it is answered calls itself.
  if (auto [Answer, New] = Known.try_emplace(&Function); !New)
    return Answer->second;
  Spawns Started;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      llvm::append_range(Started, startedBy(Init->getInit(), Function.getLocation()));
  askOfCallees(
      [&] { llvm::append_range(Started, startedBy(Function.getBody(), Function.getLocation())); });
  return Known[&Function] = Started;
}

//===-- What that means ---------------------------------------------------------===//

/// True if \p Spawn's work uses the object whose function starts it, and does so
/// without waiting for an event.
static bool usesThis(const SpawnSite &Spawn) {
  auto OfThis = [](const Held &H) {
    return H.How == Hold::This || (H.OfThis && H.How != Hold::Value);
  };
  return Spawn.Posted != Posting::OnEvent &&
         (llvm::any_of(Spawn.Work.Captures, OfThis) || llvm::any_of(Spawn.Arguments, OfThis));
}

/// Notes what \p Constructor itself starts for the object that it makes.
void EarlyStarts::addConstructor(const CXXConstructorDecl &Constructor) {
  const CXXRecordDecl &Class = *Constructor.getParent();
  EarlyStart Start;
  Start.What = EarlyStart::Kind::Constructor;
  Start.Name = Class.getNameAsString();
  Start.Derivable = Class.isPolymorphic() && !Class.isEffectivelyFinal();
  auto AddAll = [&](const Stmt *Part, SourceLocation Next) {
    Start.GoesOnAt = Next;
    forEachSureStep(Part, Context, [&](const Expr &E) {
      const std::optional<size_t> Spawn = Kept.spawnOf(E);
      if (!Spawn || !usesThis(Found.Spawns[*Spawn]) || (!Start.Derivable && Next.isInvalid()))
        return;
      Start.Loc = Found.Spawns[*Spawn].Loc;
      Start.Spawns = {*Spawn};
      add(Start);
    });
  };
  const auto *Body = dyn_cast<CompoundStmt>(Constructor.getBody());
  llvm::ArrayRef<const Stmt *> Steps;
  if (Body)
    Steps = llvm::ArrayRef(Body->body_begin(), Body->size());
  auto Begin = [](llvm::ArrayRef<const Stmt *> Left) {
    return Left.empty() ? SourceLocation() : Left.front()->getBeginLoc();
  };
  for (const CXXCtorInitializer *Init : Constructor.inits())
    AddAll(Init->getInit(), Begin(Steps));
  for (; !Steps.empty(); Steps = Steps.drop_front())
    AddAll(Steps.front(), Begin(Steps.drop_front()));
}

void EarlyStarts::add(EarlyStart Start) {
  if (!Start.Spawns.empty() && Seen.insert({Start.Loc, Start.Spawns.front()}).second)
    Found.EarlyStarts.push_back(std::move(Start));
}

void EarlyStarts::resolve() {
  if (Found.Spawns.empty())
    return;
  auto AddStatic = [&](EarlyStart::Kind What, const DeclaratorDecl &D, const Spawns &Started) {
    EarlyStart Start;
    Start.What = What;
    Start.Loc = D.getLocation();
    Start.Name = D.getNameAsString();
    Start.Spawns.assign(Started.begin(), Started.end());
    add(std::move(Start));
  };
  for (const VarDecl *Object : Objects)
    AddStatic(EarlyStart::Kind::StaticObject, *Object,
              startedBy(Object->getInit(), Object->getLocation()));
  for (const FunctionDecl *Function : Functions)
    AddStatic(EarlyStart::Kind::StaticFunction, *Function, startedBy(*Function));
  for (const CXXConstructorDecl *Constructor : Constructors)
    addConstructor(*Constructor);
}

} // namespace clang::tidy::structured
