#include "Model.h"
#include "Classes.h"
#include "DroppedValues.h"
#include "EarlyStarts.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "GroupRules.h"
#include "HandDaemons.h"
#include "HandFutures.h"
#include "HandJoins.h"
#include "ItemLoops.h"
#include "Joins.h"
#include "KeptErrors.h"
#include "KeptFutures.h"
#include "LooseAsyncs.h"
#include "LooseThreads.h"
#include "LostResults.h"
#include "MemberOrders.h"
#include "MemberThreads.h"
#include "MissedInstances.h"
#include "OutlivedObjects.h"
#include "OutlivedScopes.h"
#include "ParallelTasks.h"
#include "Sleeps.h"
#include "SpelledNames.h"
#include "StopTokens.h"
#include "ThreadStarters.h"
#include "Throwers.h"
#include "UnseenBodies.h"
#include "WaitGroups.h"
#include "clang/AST/RecursiveASTVisitor.h"
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
        Listed(Found.Program, Sources), Throwing(Context, Table), Ready(Table),
        Returned(Context, Table, Ready, Listed, Found), HandlesIn(Context, Table, Ready),
        Kept(Context, Table, Throwing, Found), Dropped(Context, HandlesIn, Returned, Found),
        Futures(Context, Table, HandlesIn, Ready, Throwing, Found),
        Lost(Context, Table, HandlesIn, Found), Slept(Context, Table, Kept, Found),
        Early(Context, Kept, Found), OfMembers(Context, Table, Kept, Listed, Found),
        Joined(Context, Table, Kept, Throwing, Found), Outlived(Kept, Found),
        Objects(Table, Kept, Found), Orders(Table, Kept, Found),
        Tokens(Context, Table, Kept, Found), Loops(Context, Table, Kept, Found),
        ByHand(Context, Throwing, Names, Found), Daemons(Context, Table, Kept, Found),
        AskedFor(Context, HandlesIn, Kept, Names, Found), Loose(Context, Kept, Names, Found),
        Asyncs(Context, Names, Found), Counted(Context, Kept, Names, Found),
        Errors(Context, Kept, Names, Found), OfGroups(Context, Table, Kept, Throwing, Found) {}

  Facts find() {
    TraverseAST(Context);
    Kept.resolveDetaches();
    Futures.resolve();
    Returned.resolve();
    Early.resolve();
    Orders.resolve();
    OfMembers.resolve();
    Joined.resolve();
    Objects.resolve();
    Tokens.resolve();
    ByHand.resolve();
    Daemons.resolve();
    Loose.resolve();
    Asyncs.resolve();
    addThrowers(Throwing, Listed, Found.Program);
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

  bool VisitVarDecl(VarDecl *Var);
  bool VisitFieldDecl(FieldDecl *Field);
  bool VisitCXXConstructorDecl(CXXConstructorDecl *Constructor);
  bool VisitCXXNewExpr(CXXNewExpr *New) {
    Kept.keepOnHeap(*New);
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call);
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    Kept.addConstruction(*Construct, Current);
    Lost.addConstruction(*Construct, Current);
    Tokens.addConstruction(*Construct);
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    Kept.addCall(*Call, Current);
    if (const Expr *Work = Kept.postedBy(*Call))
      Lost.addPost(*Call, *Work, Current);
    Tokens.addCall(*Call);
    Loose.addCall(*Call, Current);
    const FunctionDecl *Callee = calleeOf(Call);
    CalledStarters += Callee && isCalledThreadStarter(*Callee);
    addRunHere(*Call);
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    Ready.addCall(*Call);
    Kept.addJoinCall(*Call);
    OfGroups.addCall(*Call, Current);
    Orders.addCall(*Call);
    Kept.addDetachCall(*Call, Current);
    if (!placedBy(*Call).empty())
      Orders.addLater(Call->getImplicitObjectArgument(), Call);
    Futures.addCall(*Call, Current);
    Lost.addCall(*Call, Current);
    return true;
  }
  bool VisitOMPTaskDirective(OMPTaskDirective *) {
    ++ParallelTasks;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    Tokens.addName(*Name);
    Returned.addName(*Name->getDecl(), Name->getLocation());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Name) {
    Returned.addName(*Name->getMemberDecl(), Name->getMemberLoc());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Op) {
    Kept.addDetachPointer(*Op, Current);
    return true;
  }

  // Where the value of an expression is dropped.
  bool VisitCompoundStmt(CompoundStmt *Block);
  bool VisitForStmt(ForStmt *For) { return drop(For->getInit(), For->getInc(), For->getBody()); }
  bool VisitIfStmt(IfStmt *If) {
    Kept.addBranch(*If);
    return true;
  }
  bool VisitWhileStmt(WhileStmt *While) { return drop(While->getBody()); }
  bool VisitDoStmt(DoStmt *Do) { return drop(Do->getBody()); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For);
  bool VisitSwitchStmt(SwitchStmt *Switch) { return drop(Switch->getInit(), Switch->getBody()); }
  bool VisitSwitchCase(SwitchCase *Case) { return drop(Case->getSubStmt()); }
  bool VisitLabelStmt(LabelStmt *Label) { return drop(Label->getSubStmt()); }
  bool VisitAttributedStmt(AttributedStmt *S) { return drop(S->getSubStmt()); }
  bool VisitStmtExpr(StmtExpr *E);
  bool VisitBinaryOperator(BinaryOperator *Op) {
    return Op->getOpcode() != BO_Comma || drop(Op->getLHS());
  }
  bool VisitExplicitCastExpr(ExplicitCastExpr *Cast) {
    return !Cast->getType()->isVoidType() || drop(Cast);
  }

private:
  bool isOfLibrary(const Decl &D) const;
  Scope scopeOf(const FunctionDecl &Function) const;
  bool isUnused(const VarDecl &Var) const;
  void addRunHere(const CallExpr &Call);
  bool traverseFunction(Stmt *Body, llvm::function_ref<bool()> Walk);

  void keep(const Expr *Value, Handle::Kind What, const ValueDecl *By) {
    Kept.keep(Value, What, By);
    Futures.keep(Value, By, Current);
  }

  template <class... Stmts> bool drop(Stmts *...Values) {
    (Kept.drop(Values), ...);
    (Dropped.drop(Values, Current), ...);
    return true;
  }

  ASTContext &Context;
  const SourceManager &Sources;
  const SpawnTable &Table;
  Facts Found;
  Entities Listed;
  Throws Throwing;
  ReadyFutures Ready;
  ReturnedFutures Returned;
  HandleSources HandlesIn;
  Handles Kept;
  DroppedValues Dropped;
  KeptFutures Futures;
  LostResults Lost;
  Sleeps Slept;
  EarlyStarts Early;
  MemberThreads OfMembers;
  Joins Joined;
  OutlivedScopes Outlived;
  OutlivedObjects Objects;
  MemberOrders Orders;
  StopTokens Tokens;
  ItemLoops Loops;
  FreeNames Names;
  HandJoins ByHand;
  HandDaemons Daemons;
  HandFutures AskedFor;
  LooseThreads Loose;
  LooseAsyncs Asyncs;
  WaitGroups Counted;
  KeptErrors Errors;
  GroupRules OfGroups;

  Place Current;
  unsigned Functions = 0;
  size_t CalledStarters = 0; ///< How many calls sound as if they start a thread.
  size_t ParallelTasks = 0;  ///< How many tasks of OpenMP have been met.
  /// The last expression of each GNU statement expression, which is its value.
  llvm::DenseSet<const Stmt *> StatementValues;
  /// The lambdas that are run before the function around them goes on.
  llvm::DenseSet<const Expr *> RunHere;
};

} // namespace

//===-- Where the walk is --------------------------------------------------===//

Scope FactFinder::scopeOf(const FunctionDecl &Function) const {
  Scope In;
  In.Function = Function.getNameAsString();
  In.IsMain = Function.isMain();
  In.OfOwner = hasAnnotation(Function, "sc::owns_tasks");
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method)
    return In;
  const CXXRecordDecl *Class = Method->getParent();
  In.IsDestructor = isa<CXXDestructorDecl>(Method);
  if (In.IsDestructor || Method->isMoveAssignmentOperator() || Method->isCopyAssignmentOperator()) {
    In.ReleasedClass = Class->getNameAsString();
    In.OfWrapper = isThreadWrapper(*Class, Table);
  }
  In.OfOwner |= isOwner(*Class, Table);
  return In;
}

/// True if \p D is a header's part of a library of which the table says what its
/// functions do, so that how they do it does not matter.
bool FactFinder::isOfLibrary(const Decl &D) const {
  const auto *Space = dyn_cast<NamespaceDecl>(&D);
  return Space && Table.Libraries.find(Space) && !isInMainFile(Space->getLocation(), Sources);
}

bool FactFinder::TraverseDecl(Decl *D) {
  if (!D)
    return true;
  // A namespace of the user's can be opened again in a system header.
  if (isOfSystemHeader(*D) || isOfLibrary(*D))
    return true;
  llvm::SaveAndRestore<bool> Dependent(Current.Dependent, Current.Dependent || D->isTemplated());
  const auto *Entered = dyn_cast<FunctionDecl>(D);
  if (!Entered)
    return Base::TraverseDecl(D);
  llvm::SaveAndRestore<Place> Restore(Current);
  Current.In = scopeOf(*Entered);
  Current.Number = ++Functions;
  Current.Function = Current.Member = Entered;
  Current.Instantiated |= Entered->isTemplateInstantiation();
  Early.addFunction(*Entered, Current);
  Tokens.addFunction(*Entered);
  OfMembers.addFunction(*Entered);
  Returned.addFunction(*Entered, Current);
  return traverseFunction(Entered->getBody(), [&] { return Base::TraverseDecl(D); });
}

/// Walks the code of a function by \p Walk, and looks at it as a whole if it
/// starts work.
bool FactFinder::traverseFunction(Stmt *Body, llvm::function_ref<bool()> Walk) {
  const size_t Before = Kept.spawnsMet() + CalledStarters, Groups = OfGroups.met(),
               Tasks = ParallelTasks;
  if (!Walk())
    return false;
  if (!Body)
    return true;
  if (ParallelTasks > Tasks)
    addParallelTasks(Current.Function, *Body, Current.In, Found);
  const ControlFlow Flow(Current.Function, *Body, Context);
  if (OfGroups.met() > Groups || OfGroups.isGiven(Current.Function))
    OfGroups.addBody(*Body, Flow, Current);
  if (Kept.spawnsMet() + CalledStarters == Before)
    return true;
  if (Current.Function && !Current.Dependent)
    Kept.addStarter(*Current.Function);
  Slept.addBody(*Body, Flow, Current);
  Loops.addBody(Body);
  Joined.addBody(*Body, Flow, Current);
  if (Current.Function) {
    Homes Started(Kept, Found, *Current.Function);
    Started.read(Body);
    Outlived.addBody(*Body, Started, Flow, Current);
    Objects.addBody(*Body, Started, Current);
  }
  HandleEvents Events(Context, Table, Kept);
  Events.addBody(*Body);
  ByHand.addBody(*Body, Events, Current);
  AskedFor.addBody(*Body, Current);
  Loose.addBody(*Body, Events, Current);
  Asyncs.addBody(*Body, Current);
  Counted.addBody(*Body, ByHand.joined(), Loose.detached());
  Errors.addBody(*Body, ByHand.joined());
  return true;
}

void FactFinder::addRunHere(const CallExpr &Call) {
  for (const Expr *Arg : Call.arguments())
    if (const Expr *Work = peel(Arg); isa_and_nonnull<LambdaExpr>(Work) && runsHere(Call, Table))
      RunHere.insert(Work);
}

bool FactFinder::TraverseLambdaExpr(LambdaExpr *Lambda) {
  llvm::SaveAndRestore<Place> Restore(Current);
  Current.Dependent |= Lambda->isGenericLambda();
  // The lambda keeps the name of the function around it, and nothing else: it
  // may run elsewhere and at another time, unless it is known to be a part of it.
  Scope In;
  In.Function = Current.In.Function;
  In.OfOwner = Current.In.OfOwner;
  if (RunHere.contains(Lambda))
    In = Current.In;
  const unsigned Number = ++Functions;
  for (unsigned I = 0; I < Lambda->capture_size(); ++I)
    if (!TraverseLambdaCapture(Lambda, Lambda->capture_begin() + I,
                               Lambda->capture_init_begin()[I]))
      return false;
  Current.In = In;
  Current.Number = Number;
  Current.Function = Lambda->getCallOperator();
  Tokens.addFunction(*Current.Function);
  if (!traverseFunction(Lambda->getBody(), [&] { return TraverseStmt(Lambda->getBody()); }))
    return false;
  const FunctionTemplateDecl *Generic = Lambda->getDependentCallOperator();
  if (!Generic)
    return true;
  Current.Instantiated = true;
  return llvm::all_of(Generic->specializations(), [&](const FunctionDecl *Instance) {
    return traverseFunction(Instance->getBody(), [&] { return TraverseStmt(Instance->getBody()); });
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

//===-- What the walk meets -------------------------------------------------===//

/// True if nothing in the code says \p Var again. After an error, what uses it
/// may be missing in the tree.
bool FactFinder::isUnused(const VarDecl &Var) const {
  return Var.isLocalVarDecl() && !Var.isStaticLocal() && !Var.isReferenced() && !Var.isUsed() &&
         Var.getIdentifier() && !Var.isInitCapture() && !isa<DecompositionDecl>(Var) &&
         !Current.Instantiated && !Context.getDiagnostics().hasUncompilableErrorOccurred();
}

bool FactFinder::VisitVarDecl(VarDecl *Var) {
  OfGroups.addVariable(*Var);
  Kept.addVariable(*Var);
  Early.addVariable(*Var, Current);
  if (!Var->getInit() || isa<ParmVarDecl>(Var))
    return true;
  keep(Var->getInit(), Handle::Kind::Variable, Var);
  if (isUnused(*Var))
    Dropped.addUnused(*Var, Current);
  return true;
}

bool FactFinder::VisitFieldDecl(FieldDecl *Field) {
  OfMembers.addField(*Field, Current);
  Daemons.addField(*Field, Current);
  if (Field->hasInClassInitializer()) {
    keep(Field->getInClassInitializer(), Handle::Kind::Member, Field);
    Orders.addInitial(*Field, Field->getInClassInitializer());
  }
  return true;
}

bool FactFinder::VisitCXXConstructorDecl(CXXConstructorDecl *Constructor) {
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (const FieldDecl *Field = Init->getAnyMember(); Field && Init->isWritten()) {
      keep(Init->getInit(), Handle::Kind::Member, Field);
      Orders.addInitial(*Field, Init->getInit());
    }
  return true;
}

bool FactFinder::VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
  Lost.addAssignment(*Call, Current);
  if (Call->getOperator() != OO_Equal || Call->getNumArgs() != 2)
    return true;
  if (const ValueDecl *To = namedBy(Call->getArg(0)))
    keep(Call->getArg(1), isa<FieldDecl>(To) ? Handle::Kind::Member : Handle::Kind::Variable, To);
  Orders.addLater(Call->getArg(0), Call->getArg(1));
  return true;
}

bool FactFinder::VisitCXXForRangeStmt(CXXForRangeStmt *For) {
  if (For->getLoopVariable())
    Kept.keepElements(For->getRangeInit(), *For->getLoopVariable());
  return drop(For->getInit(), For->getBody());
}

bool FactFinder::VisitStmtExpr(StmtExpr *E) {
  if (const CompoundStmt *Block = E->getSubStmt(); !Block->body_empty())
    StatementValues.insert(Block->body_back());
  return true;
}

bool FactFinder::VisitCompoundStmt(CompoundStmt *Block) {
  Kept.addBlock(*Block);
  for (const Stmt *S : Block->body())
    if (!StatementValues.contains(S))
      drop(S);
  return true;
}

//===-- The unit ------------------------------------------------------------===//

Facts findFacts(ASTContext &Context, const SpawnTable &Table) {
  if (!spellsAnything(Context.Idents, Table) && !mayHaveParallelTasks(Context))
    return {};
  if (UnseenBodies::areThere() && missesInstances(Context, Table)) {
    UnseenBodies::miss();
    return {};
  }
  return FactFinder(Context, Table).find();
}

} // namespace clang::tidy::structured
