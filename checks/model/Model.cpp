#include "Model.h"
#include "Discards.h"
#include "Expressions.h"
#include "Work.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

namespace {

/// Walks the user's code once and writes down the facts.
///
/// What is an expression's surroundings (the enclosing function, whether its
/// value is dropped) is carried downwards: asking the tree for parents would
/// build a map of the whole translation unit.
class FactFinder : public RecursiveASTVisitor<FactFinder> {
  using Base = RecursiveASTVisitor<FactFinder>;

public:
  FactFinder(ASTContext &Context, const SpawnTable &Table)
      : Context(Context), Sources(Context.getSourceManager()), Table(Table),
        Handles(Context, Table) {}

  Facts find() {
    TraverseAST(Context);
    resolveDetaches();
    return std::move(Found);
  }

  bool shouldVisitTemplateInstantiations() const { return true; }

  // What is only named and never run.
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseType(QualType, bool = true) { return true; }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseConceptDecl(ConceptDecl *) { return true; }
  bool TraverseCXXTypeidExpr(CXXTypeidExpr *E) {
    return !E->isPotentiallyEvaluated() || Base::TraverseCXXTypeidExpr(E);
  }

  bool TraverseDecl(Decl *D);
  bool TraverseLambdaExpr(LambdaExpr *Lambda);
  bool TraverseIfStmt(IfStmt *If);
  bool VisitUnaryOperator(UnaryOperator *Op);

  bool VisitVarDecl(VarDecl *Var);
  bool VisitFieldDecl(FieldDecl *Field);
  bool VisitCXXConstructorDecl(CXXConstructorDecl *Constructor);
  bool VisitCXXNewExpr(CXXNewExpr *New);
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call);
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct);
  bool VisitCallExpr(CallExpr *Call);
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call);

  // Where the value of an expression is dropped.
  bool VisitCompoundStmt(CompoundStmt *Block);
  bool VisitForStmt(ForStmt *For) { return drop(For->getInit(), For->getInc(), For->getBody()); }
  bool VisitWhileStmt(WhileStmt *While) { return drop(While->getBody()); }
  bool VisitDoStmt(DoStmt *Do) { return drop(Do->getBody()); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) { return drop(For->getInit(), For->getBody()); }
  bool VisitSwitchStmt(SwitchStmt *Switch) { return drop(Switch->getInit(), Switch->getBody()); }
  bool VisitSwitchCase(SwitchCase *Case) { return drop(Case->getSubStmt()); }
  bool VisitLabelStmt(LabelStmt *Label) { return drop(Label->getSubStmt()); }
  bool VisitAttributedStmt(AttributedStmt *S) { return drop(S->getSubStmt()); }
  bool VisitStmtExpr(StmtExpr *E);
  bool VisitBinaryOperator(BinaryOperator *Op) {
    return Op->getOpcode() != BO_Comma || drop(Op->getLHS());
  }

private:
  /// A function, or lambda, that the walk is in.
  struct Function {
    Scope In;
    unsigned Number = 0; // Tells functions apart; 0 is none.
    bool Instantiated = false;
  };
  struct PendingDetach {
    DetachSite Site;
    const Expr *Object = nullptr;
    const CXXRecordDecl *Record = nullptr;
    unsigned InFunction = 0;
    size_t SpawnsBefore = 0;
  };
  struct StartedAs {
    size_t Spawn;
    unsigned InFunction;
  };

  bool isWrapper(const CXXRecordDecl &Class) const;
  Scope scopeOf(const FunctionDecl &Function) const;
  void addSpawn(const Expr *E, const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args);
  void keep(const Expr *Value, Handle::Kind What, const ValueDecl *By);
  void addDetach(PendingDetach Detach);
  void resolveDetaches();
  bool isHandleClass(const CXXRecordDecl *Record) const;
  void dropValue(const Expr *E, DiscardSite::Kind How);
  void addDiscard(const Expr *E, DiscardSite::Kind How);
  bool isAsserted(SourceLocation Loc, llvm::ArrayRef<llvm::StringRef> Outcomes) const;

  template <class... Stmts> bool drop(Stmts *...Dropped) {
    (dropValue(dyn_cast_or_null<Expr>(Dropped), DiscardSite::Kind::Statement), ...);
    return true;
  }

  ASTContext &Context;
  const SourceManager &Sources;
  const SpawnTable &Table;
  HandleSources Handles;
  Facts Found;

  Function Current;
  unsigned Functions = 0;
  std::vector<PendingDetach> Detaches;
  /// Who keeps the value of an expression that is yet to be visited.
  llvm::DenseMap<const Expr *, std::pair<Handle, const ValueDecl *>> Keepers;
  llvm::DenseMap<const Expr *, size_t> SpawnOf;
  llvm::DenseMap<const ValueDecl *, llvm::SmallVector<StartedAs, 1>> StartedIn, StartedWith;
  llvm::DenseSet<const CXXRecordDecl *> ReturnedHandles;
  /// The last expression of each GNU statement expression, which is its value.
  llvm::DenseSet<const Stmt *> StatementValues;
  /// A template's instantiations repeat its places.
  llvm::DenseMap<SourceLocation, size_t> SpawnAt;
  llvm::DenseSet<SourceLocation> DetachAt, DiscardAt;
};

} // namespace

//===-- Where the walk is --------------------------------------------------===//

/// True if \p Class holds threads and plain values, and nothing else: nothing
/// that a thread it gives up could still be using.
bool FactFinder::isWrapper(const CXXRecordDecl &Class) const {
  auto IsThread = [&](QualType T) {
    if (T->isAnyPointerType() || T->isReferenceType())
      T = T->getPointeeType();
    return Table.Spawns.find(T->getAsCXXRecordDecl()) != nullptr;
  };
  return (Class.getNumBases() || !Class.field_empty()) &&
         llvm::all_of(Class.bases(),
                      [&](const CXXBaseSpecifier &Base) { return IsThread(Base.getType()); }) &&
         llvm::all_of(Class.fields(), [&](const FieldDecl *Field) {
           return IsThread(Field->getType()) || Field->getType()->isArithmeticType() ||
                  Field->getType()->isEnumeralType();
         });
}

Scope FactFinder::scopeOf(const FunctionDecl &Function) const {
  Scope In;
  In.Function = Function.getNameAsString();
  In.IsMain = Function.isMain();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method)
    return In;
  const CXXRecordDecl *Class = Method->getParent();
  In.IsDestructor = isa<CXXDestructorDecl>(Method);
  if (In.IsDestructor || Method->isMoveAssignmentOperator() || Method->isCopyAssignmentOperator()) {
    In.ReleasedClass = Class->getNameAsString();
    In.OfWrapper = isWrapper(*Class);
  }
  In.OfOwner = Table.Owners.find(Class) || hasAnnotation(*Class, "sc::owns_tasks");
  return In;
}

bool FactFinder::TraverseDecl(Decl *D) {
  if (!D)
    return true;
  // A namespace of the user's can be opened again in a system header.
  if (!isa<TranslationUnitDecl>(D) && Sources.isInSystemHeader(D->getLocation()))
    return true;
  const auto *Entered = dyn_cast<FunctionDecl>(D);
  if (!Entered)
    return Base::TraverseDecl(D);
  llvm::SaveAndRestore<Function> Restore(Current);
  Current.In = scopeOf(*Entered);
  Current.Number = ++Functions;
  Current.Instantiated |= Entered->isTemplateInstantiation();
  return Base::TraverseDecl(D);
}

bool FactFinder::TraverseLambdaExpr(LambdaExpr *Lambda) {
  llvm::SaveAndRestore<Function> Restore(Current);
  // The lambda keeps the name of the function around it, and nothing else: it
  // may run elsewhere and at another time.
  Scope In;
  In.Function = Current.In.Function;
  In.OfOwner = Current.In.OfOwner;
  const unsigned Number = ++Functions;
  for (unsigned I = 0; I < Lambda->capture_size(); ++I)
    if (!TraverseLambdaCapture(Lambda, Lambda->capture_begin() + I,
                               Lambda->capture_init_begin()[I]))
      return false;
  Current.In = In;
  Current.Number = Number;
  if (!TraverseStmt(Lambda->getBody()))
    return false;
  const FunctionTemplateDecl *Generic = Lambda->getDependentCallOperator();
  if (!Generic)
    return true;
  Current.Instantiated = true;
  return llvm::all_of(Generic->specializations(), [&](const FunctionDecl *Instance) {
    return TraverseStmt(Instance->getBody());
  });
}

bool FactFinder::TraverseIfStmt(IfStmt *If) {
  drop(If->getInit());
  std::optional<Stmt *> Taken;
  if (If->isConstexpr()) {
    if (If->getCond()->isInstantiationDependent())
      return true; // The instantiations tell which branch lives.
    Taken = If->getNondiscardedCase(Context);
  }
  if (!Taken) {
    drop(If->getThen(), If->getElse());
    return Base::TraverseIfStmt(If);
  }
  drop(*Taken);
  return TraverseStmt(If->getInit()) && TraverseStmt(*Taken);
}

//===-- Spawns and who keeps their handles ---------------------------------===//

void FactFinder::keep(const Expr *Value, Handle::Kind What, const ValueDecl *By) {
  if (!Value)
    return;
  Handle Result;
  Result.What = What;
  if (By) {
    Result.Name = By->getNameAsString();
    Result.Declared = By->getLocation();
  }
  Value = peel(Value);
  Keepers[Value] = {Result, By};
  // A moved handle takes its work with it.
  if (const auto *From = dyn_cast_or_null<DeclRefExpr>(Value); From && By)
    if (auto Moved = StartedIn.find(From->getDecl()); Moved != StartedIn.end()) {
      const auto Starts = Moved->second;
      StartedIn[By].append(Starts);
    }
}

bool FactFinder::VisitVarDecl(VarDecl *Var) {
  const Expr *Init = Var->getInit();
  if (!Init || isa<ParmVarDecl>(Var))
    return true;
  keep(Init, Handle::Kind::Variable, Var);
  if (Var->isLocalVarDecl() && !Var->isStaticLocal() && !Var->isReferenced() && !Var->isUsed() &&
      Var->getIdentifier() && !Var->isInitCapture() && !isa<DecompositionDecl>(Var) &&
      !Current.Instantiated && !Context.getDiagnostics().hasUncompilableErrorOccurred()) {
    // After an error, what uses the variable may be missing in the tree.
    const size_t Before = Found.Discards.size();
    addDiscard(peel(Init), DiscardSite::Kind::UnusedVariable);
    if (Found.Discards.size() > Before)
      Found.Discards.back().MaybeUnused = Var->hasAttr<UnusedAttr>() ||
                                          Var->getName().starts_with("_") ||
                                          Var->getName().starts_with("unused");
  }
  return true;
}

bool FactFinder::VisitFieldDecl(FieldDecl *Field) {
  if (Field->hasInClassInitializer())
    keep(Field->getInClassInitializer(), Handle::Kind::Member, Field);
  return true;
}

bool FactFinder::VisitCXXConstructorDecl(CXXConstructorDecl *Constructor) {
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (const FieldDecl *Field = Init->getAnyMember(); Field && Init->isWritten())
      keep(Init->getInit(), Handle::Kind::Member, Field);
  return true;
}

bool FactFinder::VisitCXXNewExpr(CXXNewExpr *New) {
  keep(New->getConstructExpr(), Handle::Kind::Heap, nullptr);
  return true;
}

bool FactFinder::VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
  if (Call->getOperator() == OO_Equal && Call->getNumArgs() == 2)
    if (const ValueDecl *To = namedBy(Call->getArg(0)))
      keep(Call->getArg(1), isa<FieldDecl>(To) ? Handle::Kind::Member : Handle::Kind::Variable, To);
  return true;
}

bool FactFinder::VisitCXXConstructExpr(CXXConstructExpr *Construct) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  if (Construct->getNumArgs() == 0 || Constructor->isCopyOrMoveConstructor())
    return true;
  if (const SpawnApi *Api = Table.Spawns.find(Constructor->getParent()))
    addSpawn(Construct, *Api, llvm::ArrayRef(Construct->getArgs(), Construct->getNumArgs()));
  return true;
}

bool FactFinder::VisitCallExpr(CallExpr *Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return true;
  if (const SpawnApi *Api = Table.Spawns.find(Callee)) {
    addSpawn(Call, *Api, llvm::ArrayRef(Call->getArgs(), Call->getNumArgs()));
    if (const CXXRecordDecl *Record = Call->getType()->getAsCXXRecordDecl())
      ReturnedHandles.insert(Record->getCanonicalDecl());
  } else if (Table.DetachingFunctions.find(Callee) && Call->getNumArgs() == 1) {
    PendingDetach Detach;
    Detach.Site.What = DetachSite::Kind::Function;
    Detach.Site.Loc = Call->getBeginLoc();
    Detach.Site.Range = Call->getSourceRange();
    Detach.Object = Call->getArg(0);
    addDetach(std::move(Detach));
  } else if (Table.DetachStateFunctions.find(Callee) && Call->getNumArgs() == 2) {
    const SourceLocation State = Call->getArg(1)->getBeginLoc();
    const auto *Ref = dyn_cast<DeclRefExpr>(Call->getArg(1)->IgnoreParenImpCasts());
    const bool Detached =
        (Ref && Ref->getDecl()->getName() == "PTHREAD_CREATE_DETACHED") ||
        (State.isMacroID() && Lexer::getImmediateMacroName(State, Sources, Context.getLangOpts()) ==
                                  "PTHREAD_CREATE_DETACHED");
    if (!Detached)
      return true;
    PendingDetach Detach;
    Detach.Site.What = DetachSite::Kind::Attribute;
    Detach.Site.Loc = Call->getBeginLoc();
    Detach.Site.Range = Call->getSourceRange();
    Detach.Object = Call->getArg(0);
    addDetach(std::move(Detach));
  }
  return true;
}

void FactFinder::addSpawn(const Expr *E, const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args) {
  auto [Known, New] = SpawnAt.try_emplace(E->getBeginLoc(), Found.Spawns.size());
  SpawnOf[E] = Known->second;
  if (!New)
    return;
  SpawnSite Site;
  Site.Api = Api.Name;
  Site.Dropped = Api.Dropped;
  Site.Loc = E->getBeginLoc();
  Site.Range = E->getSourceRange();
  Site.In = Current.In;
  const StartedAs Started{Known->second, Current.Number};
  if (Api.Attribute && *Api.Attribute < Args.size())
    if (const ValueDecl *Attribute = namedBy(Args[*Api.Attribute]))
      StartedWith[Attribute].push_back(Started);
  if (Api.HandleOut && *Api.HandleOut < Args.size())
    if (const ValueDecl *Out = namedBy(Args[*Api.HandleOut])) {
      Site.Result = {Handle::Kind::OutParameter, Out->getNameAsString(), Out->getLocation()};
      StartedIn[Out].push_back(Started);
    }
  if (auto Keeper = Keepers.find(E); Keeper != Keepers.end()) {
    Site.Result = Keeper->second.first;
    if (Keeper->second.second)
      StartedIn[Keeper->second.second].push_back(Started);
  }
  while (!Args.empty() &&
         Table.Policies.find(Args.front()->IgnoreParenImpCasts()->getType()->getAsTagDecl()))
    Args = Args.drop_front();
  if (Api.Callable < Args.size()) {
    Site.Work = describeCallable(Args[Api.Callable], Context);
    for (const Expr *Arg : Args.drop_front(Api.Callable + 1))
      if (!isa<CXXDefaultArgExpr>(Arg))
        Site.Arguments.push_back(describeArgument(Arg, Context));
  }
  Found.Spawns.push_back(std::move(Site));
}

//===-- Detaches ------------------------------------------------------------===//

bool FactFinder::VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
  const CXXMethodDecl *Method = Call->getMethodDecl();
  if (!Method || !Method->getIdentifier() || Method->getName() != "detach" ||
      Call->getNumArgs() != 0)
    return true;
  // What is expected to fail detaches nothing.
  if (isAsserted(Call->getExprLoc(), {"T_THROW", "E_THROW", "K_THROW", "ANY_THROW", "_DEATH"}))
    return true;
  PendingDetach Detach;
  Detach.Site.Loc = Call->getExprLoc();
  Detach.Site.Range = Call->getSourceRange();
  Detach.Object = Call->getImplicitObjectArgument();
  Detach.Record = Method->getParent()->getCanonicalDecl();
  if (const CXXRecordDecl *Object = Call->getObjectType()->getAsCXXRecordDecl();
      Object && (Table.Owners.find(Object) || hasAnnotation(*Object, "sc::owns_tasks")))
    return true;
  addDetach(std::move(Detach));
  return true;
}

/// A pointer to detach(), for std::mem_fn and its like.
bool FactFinder::VisitUnaryOperator(UnaryOperator *Op) {
  const auto *Ref = Op->getOpcode() == UO_AddrOf ? dyn_cast<DeclRefExpr>(Op->getSubExpr()) : nullptr;
  const auto *Method = Ref ? dyn_cast<CXXMethodDecl>(Ref->getDecl()) : nullptr;
  if (!Method || !Method->getIdentifier() || Method->getName() != "detach" ||
      Method->getNumParams() != 0)
    return true;
  PendingDetach Detach;
  Detach.Site.What = DetachSite::Kind::Pointer;
  Detach.Site.Loc = Ref->getLocation();
  Detach.Site.Range = Op->getSourceRange();
  Detach.Record = Method->getParent()->getCanonicalDecl();
  addDetach(std::move(Detach));
  return true;
}

void FactFinder::addDetach(PendingDetach Detach) {
  Detach.Site.In = Current.In;
  Detach.InFunction = Current.Number;
  Detach.SpawnsBefore = Found.Spawns.size();
  Detaches.push_back(std::move(Detach));
}

bool FactFinder::isHandleClass(const CXXRecordDecl *Record) const {
  return Table.Spawns.find(Record) || ReturnedHandles.contains(Record);
}

/// Only at the end is it known which classes the configured functions return.
void FactFinder::resolveDetaches() {
  for (PendingDetach &Detach : Detaches) {
    DetachSite &Site = Detach.Site;
    if (Detach.Record && !isHandleClass(Detach.Record))
      continue;
    if (!DetachAt.insert(writtenAt(Site.Loc, Sources)).second)
      continue;
    const auto &Started = Site.What == DetachSite::Kind::Attribute ? StartedWith : StartedIn;
    if (auto Direct = SpawnOf.find(peel(Detach.Object)); Direct != SpawnOf.end())
      Site.Spawns.push_back(Direct->second);
    else if (auto Through = Started.find(namedBy(Detach.Object)); Through != Started.end())
      for (const StartedAs &Start : Through->second)
        if (Start.InFunction == Detach.InFunction &&
            (Start.Spawn < Detach.SpawnsBefore || Site.What == DetachSite::Kind::Attribute))
          Site.Spawns.push_back(Start.Spawn);
    Found.Detaches.push_back(std::move(Site));
  }
}

//===-- Discards ------------------------------------------------------------===//

bool FactFinder::VisitStmtExpr(StmtExpr *E) {
  if (const CompoundStmt *Block = E->getSubStmt(); !Block->body_empty())
    StatementValues.insert(Block->body_back());
  return true;
}

bool FactFinder::VisitCompoundStmt(CompoundStmt *Block) {
  for (const Stmt *S : Block->body())
    if (!StatementValues.contains(S))
      drop(S);
  return true;
}

/// The right side of 'std::ignore = value', or null.
static const Expr *assignedToIgnore(const Expr *E) {
  const auto *Assign = dyn_cast<CXXOperatorCallExpr>(E);
  if (!Assign || Assign->getOperator() != OO_Equal || Assign->getNumArgs() != 2)
    return nullptr;
  const auto *To = dyn_cast<DeclRefExpr>(Assign->getArg(0)->IgnoreParenImpCasts());
  return To && isNamed(*To->getDecl(), "::std::ignore") ? Assign->getArg(1) : nullptr;
}

void FactFinder::dropValue(const Expr *E, DiscardSite::Kind How) {
  if (!E)
    return;
  const SourceRange Written = E->IgnoreParens()->getSourceRange();
  E = E->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    const size_t Before = Found.Discards.size();
    dropValue(Choice->getTrueExpr(), How);
    dropValue(Choice->getFalseExpr(), How);
    // Both sides have to keep the same type.
    for (size_t I = Before; I < Found.Discards.size(); ++I)
      Found.Discards[I].WaitHere = SourceLocation();
  } else if (const auto *Comma = dyn_cast<BinaryOperator>(E);
             Comma && Comma->getOpcode() == BO_Comma) {
    dropValue(Comma->getRHS(), How);
  } else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
             Cast && Cast->getType()->isVoidType()) {
    dropValue(Cast->getSubExpr(), DiscardSite::Kind::CastToVoid);
  } else if (const Expr *Ignored = assignedToIgnore(E)) {
    dropValue(Ignored, DiscardSite::Kind::StdIgnore);
  } else if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    if (!Block->getSubStmt()->body_empty())
      dropValue(dyn_cast<Expr>(Block->getSubStmt()->body_back()), How);
  } else {
    const Expr *Source = peel(E);
    const size_t Before = Found.Discards.size();
    addDiscard(Source, How);
    // What is converted or moved has to stay of its type.
    if (Source->getSourceRange() != Written && Found.Discards.size() > Before)
      Found.Discards.back().WaitHere = SourceLocation();
  }
}

/// True if \p Loc is in the argument of a test's assertion about one of
/// \p Outcomes: EXPECT_THROW, REQUIRE_NOTHROW, ASSERT_DEATH.
bool FactFinder::isAsserted(SourceLocation Loc, llvm::ArrayRef<StringRef> Outcomes) const {
  static constexpr StringRef Frameworks[] = {
      "EXPECT_", "ASSERT_", "REQUIRE_", "CHECK_", "BOOST_CHECK_", "BOOST_REQUIRE_", "QVERIFY_"};
  for (; Loc.isMacroID(); Loc = Sources.getImmediateExpansionRange(Loc).getBegin()) {
    const StringRef Macro = Lexer::getImmediateMacroName(Loc, Sources, Context.getLangOpts());
    auto Contains = [&](StringRef Outcome) { return Macro.contains(Outcome); };
    auto Begins = [&](StringRef Framework) { return Macro.starts_with(Framework); };
    if (llvm::any_of(Frameworks, Begins) && llvm::any_of(Outcomes, Contains))
      return true;
  }
  return false;
}

void FactFinder::addDiscard(const Expr *E, DiscardSite::Kind How) {
  std::optional<DiscardSite> Site = Handles.discard(E, Current.Instantiated);
  if (!Site || isAsserted(E->getBeginLoc(), {"THROW", "EXCEPTION", "DEATH", "EXIT"}))
    return;
  // A future that blocks, kept to the end of its scope, is a join. A thread
  // that is kept is no discarded future.
  const bool Waits = Site->Dropped == OnDrop::Blocks || Site->Dropped == OnDrop::BlocksOrDetaches;
  if (How == DiscardSite::Kind::UnusedVariable && (Waits || Site->OfConstructor))
    return;
  if (!DiscardAt.insert(writtenAt(Site->Loc, Sources)).second)
    return;
  Site->How = How;
  Site->In = Current.In;
  if (How != DiscardSite::Kind::Statement || E->getBeginLoc().isMacroID() || Current.Instantiated)
    Site->WaitHere = SourceLocation();
  Found.Discards.push_back(std::move(*Site));
}

//===-- The unit ------------------------------------------------------------===//

/// True if the unit, or the preamble it was parsed on, spells \p Name.
static bool isSpelled(llvm::StringRef Name, IdentifierTable &Table) {
  if (Table.find(Name) != Table.end())
    return true;
  IdentifierInfoLookup *External = Table.getExternalIdentifierLookup();
  return External && External->get(Name);
}

static bool spellsAnything(IdentifierTable &Identifiers, const SpawnTable &Table) {
  bool Spelled = false;
  auto Look = [&](llvm::StringRef Name) { Spelled = Spelled || isSpelled(Name, Identifiers); };
  Table.Spawns.forEachLastPart(Look);
  Table.Futures.forEachLastPart(Look);
  Table.DetachingFunctions.forEachLastPart(Look);
  Table.DetachStateFunctions.forEachLastPart(Look);
  Look("promise_type");
  Look("sender_concept");
  return Spelled;
}

Facts findFacts(ASTContext &Context, const SpawnTable &Table) {
  if (!spellsAnything(Context.Idents, Table))
    return {};
  return FactFinder(Context, Table).find();
}

} // namespace clang::tidy::structured
