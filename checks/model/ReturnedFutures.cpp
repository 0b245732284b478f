#include "ReturnedFutures.h"
#include "Expressions.h"
#include "WholeProgram.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// True for a function that other files can mean by its name, and of which it is sure what
/// body a call runs.
bool ReturnedFutures::isJudged(const FunctionDecl &Function) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return WholeProgram::isWanted() && Function.getIdentifier() &&
         !Function.isTemplateInstantiation() && !Function.isTemplated() &&
         !(Method && Method->isVirtual()) && !Function.hasAttr<WeakAttr>() &&
         !Function.getReturnType()->isReferenceType() &&
         isFuture(Function.getReturnType(), Table) && !isOfSystemHeader(Function);
}

void ReturnedFutures::addFunction(const FunctionDecl &Function, const Place &At) {
  if (!WholeProgram::isWanted())
    return;
  for (const ParmVarDecl *Parameter : Function.parameters())
    if (Parameter->hasDefaultArg() && !Parameter->hasUnparsedDefaultArg())
      addNamesIn(Parameter->hasUninstantiatedDefaultArg() ? Parameter->getUninstantiatedDefaultArg()
                                                          : Parameter->getDefaultArg());
  if (Function.doesThisDeclarationHaveABody() && !At.Dependent && isJudged(Function))
    Functions.push_back(&Function);
}

/// Notes the names in \p S, which the walk does not come to.
void ReturnedFutures::addNamesIn(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    addName(*Ref->getDecl(), Ref->getLocation());
  else if (const auto *Member = dyn_cast<MemberExpr>(S))
    addName(*Member->getMemberDecl(), Member->getMemberLoc());
  for (const Stmt *Child : S->children())
    addNamesIn(Child);
}

void ReturnedFutures::addName(const ValueDecl &Named, SourceLocation Loc) {
  if (const auto *Function = dyn_cast<FunctionDecl>(&Named); Function && isJudged(*Function))
    Names.insert({Loc, Function->getCanonicalDecl()});
}

/// Where \p Callee says the name of what is called.
static SourceLocation nameIn(const Expr &Callee) {
  const Expr *Named = Callee.IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Named);
  return Ref ? Ref->getLocation() : Named->getExprLoc();
}

void ReturnedFutures::addDropped(const CallExpr &Call, DiscardSite &Site) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || !isJudged(*Callee))
    return;
  // Who says that it is dropped on purpose has thought of it.
  if (Site.How == DiscardSite::Kind::Statement)
    Dropped[{nameIn(*Call.getCallee()), Callee->getCanonicalDecl()}] = Site.Loc;
  const bool OnlyTypeTells = Site.DeclaredAt.isValid() && Site.StartedAt.isInvalid();
  if (!OnlyTypeTells ||
      (Site.Dropped != OnDrop::BlocksOrDetaches && Site.Dropped != OnDrop::Detaches))
    return;
  Site.OpenName = fullName(*Callee);
  Found.Program.OpenFutures.push_back(Listed.numberOf(*Callee));
}

void ReturnedFutures::addOther(const Expr &Value, ProgramFacts::FutureSource &Source) {
  const auto *Call = dyn_cast<CallExpr>(&Value);
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  if (Callee && isJudged(*Callee))
    Source.From.push_back(Listed.numberOf(*Callee));
  else
    Source.Unknown = true;
}

void ReturnedFutures::writeSource(const FunctionDecl &Function) {
  ProgramFacts::FutureSource Source;
  Source.Self = Listed.numberOf(Function);
  FutureOrigin Origin(Function.getBody());
  Origin.separateReady(Ready);
  Source.Ready = Origin.Ready;
  Source.Promise = Origin.Promise;
  Source.Unknown = isa<CoroutineBodyStmt>(Function.getBody());
  if (!Origin.Asyncs.empty()) {
    const LaunchPolicy Policy = launchPolicy(Origin.Asyncs, Context);
    Source.Async = placeOf(Origin.Asyncs.front()->getBeginLoc(), Context.getSourceManager());
    Source.Deferred = Policy == LaunchPolicy::Deferred;
    Source.Open = Policy == LaunchPolicy::Either;
  }
  for (const Expr *Value : Origin.Others)
    addOther(*Value, Source);
  Found.Program.FutureSources.push_back(std::move(Source));
  Found.FutureMakers.push_back({Function.getLocation(), Function.getCanonicalDecl()->getLocation(),
                                spelledName(Function), fullName(Function)});
  Found.Program.OpenFutures.push_back(Listed.numberOf(Function));
}

void ReturnedFutures::resolve() {
  for (const FunctionDecl *Function : Functions)
    writeSource(*Function);
  for (const Name &Each : Names) {
    const auto Drop = Dropped.find(Each);
    const bool IsDropped = Drop != Dropped.end();
    Found.Program.FutureUses.push_back(
        {Listed.numberOf(*Each.second),
         placeOf(IsDropped ? Drop->second : Each.first, Context.getSourceManager()), IsDropped});
  }
}

} // namespace clang::tidy::structured
