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
         !(Method && Method->isVirtual()) && !Function.getReturnType()->isReferenceType() &&
         isFuture(Function.getReturnType(), Table) && !isOfSystemHeader(Function);
}

void ReturnedFutures::addFunction(const FunctionDecl &Function, const Place &At) {
  if (Function.doesThisDeclarationHaveABody() && !At.Dependent && isJudged(Function))
    Functions.push_back(&Function);
}

void ReturnedFutures::addName(const ValueDecl &Named, SourceLocation Loc) {
  if (const auto *Function = dyn_cast<FunctionDecl>(&Named); Function && isJudged(*Function))
    Names.try_emplace(Loc, Function->getCanonicalDecl());
}

void ReturnedFutures::addDropped(const CallExpr &Call, DiscardSite &Site) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || !isJudged(*Callee))
    return;
  // Who says that it is dropped on purpose has thought of it.
  if (Site.How == DiscardSite::Kind::Statement)
    Dropped.insert(Call.getCallee()->IgnoreParenImpCasts()->getExprLoc());
  const bool OnlyTypeTells = Site.DeclaredAt.isValid() && Site.StartedAt.isInvalid();
  Site.Open = OnlyTypeTells &&
              (Site.Dropped == OnDrop::BlocksOrDetaches || Site.Dropped == OnDrop::Detaches);
  if (Site.Open)
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
                                Function.getNameAsString()});
  Found.Program.OpenFutures.push_back(Listed.numberOf(Function));
}

void ReturnedFutures::resolve() {
  for (const FunctionDecl *Function : Functions)
    writeSource(*Function);
  for (const auto &[Loc, Function] : Names)
    Found.Program.FutureUses.push_back({Listed.numberOf(*Function),
                                        placeOf(Loc, Context.getSourceManager()),
                                        Dropped.contains(Loc)});
}

} // namespace clang::tidy::structured
