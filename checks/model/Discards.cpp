#include "Discards.h"
#include "Expressions.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

bool hasAnnotation(const Decl &D, llvm::StringRef Text) {
  return llvm::any_of(D.redecls(), [&](const Decl *Redeclared) {
    return llvm::any_of(Redeclared->specific_attrs<AnnotateAttr>(),
                        [&](const AnnotateAttr *Attr) { return Attr->getAnnotation() == Text; });
  });
}

/// The leading launch policy of \p Call, by the name of its enumerator.
static llvm::StringRef launchPolicy(const CallExpr &Call) {
  const auto *Ref =
      Call.getNumArgs() ? dyn_cast<DeclRefExpr>(Call.getArg(0)->IgnoreParenImpCasts()) : nullptr;
  const auto *Enumerator = Ref ? dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
  return Enumerator ? Enumerator->getName() : "";
}

/// True if \p Record has a member of this name, itself or inherited.
static bool hasMember(const CXXRecordDecl &Record, DeclarationName Name) {
  if (!Record.lookup(Name).empty())
    return true;
  return llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl();
    return Parent && Parent->hasDefinition() && hasMember(*Parent->getDefinition(), Name);
  });
}

/// True if a coroutine of type \p Record waits for its first await to start:
/// it can be awaited, and its promise's initial_suspend() gives suspend_always.
static bool isLazyCoroutine(const CXXRecordDecl &Record, ASTContext &Context) {
  auto Name = [&](llvm::StringRef Text) { return DeclarationName(&Context.Idents.get(Text)); };
  if (!hasMember(Record, Name("await_ready")) &&
      !hasMember(Record, Context.DeclarationNames.getCXXOperatorName(OO_Coawait)))
    return false;
  for (const NamedDecl *Found : Record.lookup(Name("promise_type"))) {
    const auto *Type = dyn_cast<TypeDecl>(Found);
    const CXXRecordDecl *Promise =
        Type ? Context.getTypeDeclType(Type)->getAsCXXRecordDecl() : nullptr;
    if (!Promise || !Promise->hasDefinition())
      continue;
    llvm::SmallVector<const CXXRecordDecl *> Classes{Promise->getDefinition()};
    while (!Classes.empty()) {
      const CXXRecordDecl *Class = Classes.pop_back_val();
      for (const NamedDecl *Member : Class->lookup(Name("initial_suspend")))
        if (const auto *Method = dyn_cast<CXXMethodDecl>(Member))
          if (const CXXRecordDecl *Suspend = Method->getReturnType()->getAsCXXRecordDecl())
            return isNamed(*Suspend, "::std::suspend_always") ||
                   isNamed(*Suspend, "::std::experimental::suspend_always");
      for (const CXXBaseSpecifier &Base : Class->bases())
        if (const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl();
            Parent && Parent->hasDefinition())
          Classes.push_back(Parent->getDefinition());
    }
  }
  return false;
}

std::optional<OnDrop> HandleSources::onDropOfUnlisted(const CXXRecordDecl &Record) const {
  if (!Record.hasDefinition())
    return std::nullopt;
  const CXXRecordDecl &Defined = *Record.getDefinition();
  const bool Sender = hasMember(Defined, &Context.Idents.get("sender_concept"));
  if (Sender || isLazyCoroutine(Defined, Context))
    return OnDrop::NeverRuns;
  return std::nullopt;
}

std::optional<OnDrop> HandleSources::onDropOfType(const CXXRecordDecl *Record) {
  if (!Record)
    return std::nullopt;
  if (const OnDrop *Listed = Table.Futures.find(Record))
    return *Listed;
  auto [Known, New] = Unlisted.try_emplace(Record);
  if (New)
    Known->second = onDropOfUnlisted(*Record);
  return Known->second;
}

bool HandleSources::mayBeDropped(const FunctionDecl &Callee) const {
  if (Table.Discardable.find(&Callee) || hasAnnotation(Callee, "sc::discardable"))
    return true;
  if (const FunctionTemplateDecl *Template = Callee.getPrimaryTemplate();
      Template && hasAnnotation(*Template->getTemplatedDecl(), "sc::discardable"))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return Method && (Table.Owners.find(Method->getParent()) ||
                    hasAnnotation(*Method->getParent(), "sc::owns_tasks"));
}

/// How a function of this file comes by the future that it returns.
struct FutureOrigin {
  bool StdAsync = false, Promise = false;

  void search(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = calleeOf(Call)) {
        StdAsync |= isNamed(*Callee, "::std::async");
        Promise |= isNamed(*Callee, "::std::promise::get_future") ||
                   isNamed(*Callee, "::std::packaged_task::get_future");
      }
    for (const Stmt *Child : S->children())
      search(Child);
  }
};

OnDrop HandleSources::refineByBody(OnDrop Dropped, const FunctionDecl &Callee) const {
  const FunctionDecl *Definition = nullptr;
  const SourceManager &Sources = Context.getSourceManager();
  // Bodies of headers are not looked at: an editor does not parse them.
  if (Dropped != OnDrop::BlocksOrDetaches || !Callee.isDefined(Definition) ||
      !Sources.isInMainFile(Sources.getExpansionLoc(Definition->getLocation())))
    return Dropped;
  FutureOrigin Origin;
  Origin.search(Definition->getBody());
  if (Origin.StdAsync == Origin.Promise)
    return Dropped;
  return Origin.StdAsync ? OnDrop::Blocks : OnDrop::Detaches;
}

std::optional<DiscardSite> HandleSources::discardOfCall(const CallExpr &Call, bool Instantiated) {
  const FunctionDecl *Callee = calleeOf(&Call);
  const CXXRecordDecl *Record = Call.isPRValue() ? Call.getType()->getAsCXXRecordDecl() : nullptr;
  if (!Callee || mayBeDropped(*Callee) || (Record && hasAnnotation(*Record, "sc::discardable")))
    return std::nullopt;
  DiscardSite Site;
  if (const SpawnApi *Api = Table.Spawns.find(Callee)) {
    if (Api->HandleOut || !Call.isPRValue() || Call.getType()->isVoidType())
      return std::nullopt;
    Site.Dropped = Api->Dropped;
    Site.StdAsync = Api->Name == "::std::async";
    if (Site.StdAsync && launchPolicy(Call) == "deferred")
      Site.Dropped = OnDrop::NeverRuns;
    if (Site.StdAsync && launchPolicy(Call) == "async")
      Site.WaitHere = Call.getEndLoc();
  } else if (std::optional<OnDrop> Dropped = Instantiated ? std::nullopt : onDropOfType(Record)) {
    Site.Dropped = refineByBody(*Dropped, *Callee);
  } else {
    return std::nullopt;
  }
  Site.Source = spelledName(*Callee);
  return Site;
}

std::optional<DiscardSite> HandleSources::discard(const Expr *E, bool Instantiated) {
  std::optional<DiscardSite> Site;
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    Site = discardOfCall(*Call, Instantiated);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    const CXXRecordDecl *Record = Construct->getConstructor()->getParent();
    const OnDrop *Dropped =
        Construct->getNumArgs() && !Instantiated ? Table.Futures.find(Record) : nullptr;
    if (!Dropped || hasAnnotation(*Record, "sc::discardable"))
      return std::nullopt;
    Site.emplace();
    Site->Dropped = *Dropped;
    Site->Source = spelledName(*Record);
  }
  if (!Site || Site->Dropped == OnDrop::Terminates)
    return std::nullopt;
  Site->Handle = E->getType().getUnqualifiedType().getAsString(Context.getPrintingPolicy());
  Site->Loc = E->getBeginLoc();
  Site->Range = E->getSourceRange();
  return Site;
}

} // namespace clang::tidy::structured
