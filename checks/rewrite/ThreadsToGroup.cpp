#include "ThreadsToGroup.h"
#include "ElementCount.h"
#include "ElementLoops.h"
#include "JoinStatements.h"
#include "LastMember.h"
#include "NameUses.h"
#include "checks/model/Expressions.h"

namespace clang::tidy::structured {

namespace {

/// One rewrite in the making.
class Rewriting {
public:
  Rewriting(const HeldThreads &Threads, const ASTContext &Context)
      : Threads(Threads), Context(Context), Statements(*Threads.Body),
        Edits(Context, Threads.Body->getBeginLoc()) {}

  Rewrite toGroup(FreeNames &Names, llvm::function_ref<std::string(SourceEdits &)> More);
  std::vector<FixItHint> toProcess();
  Rewrite toMember(const CXXRecordDecl &Class);

private:
  bool isAlikeInAll() const;
  bool mayThrowUnseen() const;
  bool refuseUnknown();
  void findDeclarations();
  bool isDeclaredHere(const VarDecl &Holder) const;
  void chooseName(FreeNames &Names);
  CountText countOf(const VarDecl &Holder) const;
  void rewriteStarts(StringRef Call);
  void rewriteJoins();
  void rewriteDetached(StringRef Call);
  void rewriteRest();
  bool rewriteSize(const DeclRefExpr &Ref);
  void rewriteUse(const DeclRefExpr &Ref);
  bool isAfterStarts(const Stmt &S) const;
  bool isBesideStart(const Stmt &S, const ValueDecl *Holder) const;
  const Stmt *firstStart() const;
  bool isDeclaredBetween(const Stmt &From, const Stmt &To) const;
  Rewrite declareGroup();
  const Stmt *stepOf(const Stmt *S) const { return Statements.stepOf(S, *Threads.Block); }

  const HeldThreads &Threads;
  const ASTContext &Context;
  const StatementsOf Statements;
  SourceEdits Edits;
  std::string Name;
  llvm::SmallVector<const DeclStmt *> Declarations; ///< Without a start in them.
  const VarDecl *Kept = nullptr; ///< A container that stays, as others than the block use it.
};

} // namespace

/// True if \p S leaves out, in some instantiations, what it has in others.
static bool choosesBranches(const Stmt &S) {
  const auto *If = dyn_cast<IfStmt>(&S);
  return (If && If->isConstexpr()) || llvm::any_of(S.children(), [](const Stmt *Child) {
           return Child && choosesBranches(*Child);
         });
}

/// True if all instantiations of the template would be rewritten alike: the types of what
/// holds threads are written out, and what is run too.
bool Rewriting::isAlikeInAll() const {
  return !choosesBranches(*Threads.Body) &&
         llvm::none_of(Threads.Holders, [](const VarDecl *Each) { return isSubstituted(*Each); }) &&
         llvm::all_of(Threads.Starts, [](const HeldThreads::Start &Each) {
           const auto *Work = dyn_cast_or_null<LambdaExpr>(workOf(*Each.Made));
           return Work && !Work->isGenericLambda();
         });
}

bool Rewriting::mayThrowUnseen() const {
  return Threads.InTemplate || llvm::any_of(Threads.Starts, [](const HeldThreads::Start &Each) {
           return catchesInPart(*Each.Made);
         });
}

bool Rewriting::refuseUnknown() {
  if (Threads.InTemplate && !isAlikeInAll())
    Edits.refuse("it is in a template, which may be used with other types");
  for (const HeldThreads::Start &Each : Threads.Starts)
    if (mayTakeToken(*Each.Made))
      Edits.refuse("a group would give what it runs a stop token, which that could take");
  for (const VarDecl *Holder : Threads.Holders)
    if (!isStdThread(Holder->getType(), false) && !isStdThread(Holder->getType(), true))
      Edits.refuse("'" + Holder->getNameAsString() +
                   "' is neither a 'std::thread' nor a plain container of them");
  return !Edits.refusal().empty();
}

/// Finds the statements of the block that declare the holders, and start nothing.
void Rewriting::findDeclarations() {
  for (const Stmt *S : Threads.Block->body()) {
    const auto *Declared = dyn_cast<DeclStmt>(S);
    if (!Declared || llvm::none_of(Declared->decls(), [&](const Decl *D) {
          return llvm::is_contained(Threads.Holders, D);
        }))
      continue;
    if (!Declared->isSingleDecl())
      Edits.refuse("several variables are declared in one statement");
    const auto *Var = dyn_cast<VarDecl>(*Declared->decl_begin());
    if (llvm::any_of(Threads.Starts, [&](const HeldThreads::Start &Each) {
          return Statements.around(Each.Made) == Declared;
        }))
      continue;
    if (Var && Var->getInit() && !isPlain(*Var->getInit()))
      Edits.refuse("more is done where '" + Var->getNameAsString() + "' is declared");
    Declarations.push_back(Declared);
  }
}

/// True if the declaration of \p Holder goes: it is of the block, or starts the thread.
bool Rewriting::isDeclaredHere(const VarDecl &Holder) const {
  auto Declares = [&](const Stmt *S) {
    const auto *Declared = dyn_cast_or_null<DeclStmt>(S);
    return Declared && llvm::is_contained(Declared->decls(), &Holder);
  };
  return llvm::any_of(Threads.Block->body(), Declares) ||
         llvm::any_of(Threads.Starts, [&](const HeldThreads::Start &Each) {
           return Declares(Statements.around(Each.Made));
         });
}

void Rewriting::chooseName(FreeNames &Names) {
  for (const VarDecl *Holder : Threads.Holders)
    if (!isDeclaredHere(*Holder)) {
      if (!isStdThread(Holder->getType(), true))
        Edits.refuse("'" + Holder->getNameAsString() + "' is not of the block that starts it");
      Kept = Holder;
    }
  const VarDecl *First = Threads.Holders.empty() ? nullptr : Threads.Holders.front();
  if (!Threads.GroupName.empty()) {
    Name = Threads.GroupName;
    return;
  }
  Name = First && !Kept && isStdThread(First->getType(), true)
             ? First->getNameAsString()
             : Names.in(*Threads.Body, First ? First->getName() : "", Context);
}

/// How many elements \p Holder has, as far as that shows.
CountText Rewriting::countOf(const VarDecl &Holder) const {
  if (&Holder != Kept)
    return elementCount(Holder, Threads, Statements, Context);
  return Holder.getType()->isArrayType() ? CountText()
                                         : CountText{Holder.getNameAsString() + ".size()"};
}

void Rewriting::rewriteStarts(StringRef Call) {
  for (const HeldThreads::Start &Each : Threads.Starts) {
    const Stmt *S = Statements.around(Each.Made);
    if (!S)
      return Edits.refuse("a thread is started in an unusual way");
    const CXXForRangeStmt *Loop =
        Each.Holder ? elementLoop(*Each.Made, *Each.Holder, Statements) : nullptr;
    if (Loop)
      countInstead(*Loop, countOf(*Each.Holder), Edits);
    const std::string Spawn = Each.Before + Name + ".spawn(";
    callInstead(*S, *Each.Made, Loop ? Loop->getLoopVariable() : Each.Holder,
                Each.Before.empty() ? Call : StringRef(Spawn), Edits, Each.After);
  }
}

/// Makes one wait of joins that follow each other, or of what waits in another way.
void Rewriting::rewriteJoins() {
  const Stmt *Wait = Threads.Wait;
  if (!Wait && !Threads.Joins.empty())
    Wait = Threads.Joins.front();
  if (Wait)
    Edits.replace(Edits.begin(Wait->getBeginLoc()), Edits.endWithSemicolon(*Wait),
                  Name + ".wait();" + Threads.AfterWait);
  for (const Stmt *Join : Threads.Joins) {
    if (!joinsOnly(*Join, Threads.Holders))
      Edits.refuse("more is done where the threads are joined");
    if (Join != Wait)
      Edits.remove(*Join);
  }
}

/// True if no thread is started after \p S again, in a later round of a loop neither.
bool Rewriting::isAfterStarts(const Stmt &S) const {
  const Stmt *Step = stepOf(&S);
  return Step && llvm::all_of(Threads.Starts, [&](const HeldThreads::Start &Each) {
           const Stmt *Start = stepOf(Each.Made);
           return Start && Start != Step && Start->getBeginLoc() < Step->getBeginLoc();
         });
}

/// True if \p S does nothing but to let go of what \p Holder holds.
static bool detachesOnly(const Stmt &S, const ValueDecl *Holder) {
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Call = E ? dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit()) : nullptr;
  return Call && calledMember(Call) == "detach" &&
         namedBy(Call->getImplicitObjectArgument()) == Holder;
}

/// True if \p S is a statement of the block in which \p Holder's thread is started.
bool Rewriting::isBesideStart(const Stmt &S, const ValueDecl *Holder) const {
  return llvm::any_of(Threads.Starts, [&](const HeldThreads::Start &Each) {
    const Stmt *Start = Statements.around(Each.Made);
    return Each.Holder == Holder && Start && Statements.parent(Start) == Statements.parent(&S);
  });
}

/// Says the number of the container that \p Ref asks for its size, if that shows.
bool Rewriting::rewriteSize(const DeclRefExpr &Ref) {
  const Stmt *In = Statements.parent(&Ref);
  while (isa_and_nonnull<ImplicitCastExpr, MemberExpr>(In))
    In = Statements.parent(In);
  // Elsewhere, the type of the number matters too.
  const auto *Compared = dyn_cast_or_null<BinaryOperator>(Statements.parent(In));
  if (!Compared || !Compared->isComparisonOp() ||
      !isa_and_nonnull<ForStmt>(Statements.parent(Compared)))
    return false;
  const CountText Count =
      calledMember(In) == "size" ? countOf(*cast<VarDecl>(Ref.getDecl())) : CountText();
  if (Count.Text.empty() || Count.Type != CountText().Type)
    return false;
  Edits.replace(Edits.begin(In->getBeginLoc()), Edits.end(In->getEndLoc()), Count.Text);
  return true;
}

/// Rewrites the statement that \p Ref is in, which is not yet.
void Rewriting::rewriteUse(const DeclRefExpr &Ref) {
  const std::string Quoted = "'" + Ref.getDecl()->getNameAsString() + "'";
  const Stmt *S = Statements.around(&Ref);
  const bool Prepares = S && preparesOnly(*S, Threads.Holders);
  if (Ref.getDecl() == Kept) {
    // What is done in other blocks, and to get the container ready, may stay.
    if (!Prepares && stepOf(&Ref))
      Edits.refuse(Quoted + " is used for something else too");
  } else if (Prepares) {
    Edits.remove(*S);
  } else if (S && Threads.Detached && detachesOnly(*S, Ref.getDecl()) &&
             isBesideStart(*S, Ref.getDecl())) {
    Edits.remove(*S);
  } else if (S && !Threads.Detached && joinsOnly(*S, Threads.Holders)) {
    if (!isAfterStarts(*S))
      Edits.refuse(Quoted + " is started again after it was joined");
    Edits.replace(Edits.begin(S->getBeginLoc()), Edits.endWithSemicolon(*S), Name + ".wait();");
  } else if (!rewriteSize(Ref)) {
    Edits.refuse(Quoted + " is used for something else too");
  }
}

void Rewriting::rewriteRest() {
  for (const VarDecl *Holder : Threads.Holders)
    if (Holder != Kept && isSaidUnseen(*Holder, *Threads.Body, Context))
      Edits.refuse("'" + Holder->getNameAsString() + "' is used in another configuration too");
  for (const DeclRefExpr *Ref : usesOf(Threads.Holders, *Threads.Body))
    if (!Edits.covers(Ref->getLocation()))
      rewriteUse(*Ref);
}

/// The first statement of the block that starts a thread, or null.
const Stmt *Rewriting::firstStart() const {
  const Stmt *First = nullptr;
  for (const HeldThreads::Start &Each : Threads.Starts)
    if (const Stmt *Step = stepOf(Each.Made);
        Step && (!First || Step->getBeginLoc() < First->getBeginLoc()))
      First = Step;
  return First;
}

/// True if the block declares something between \p From and \p To that is no holder.
bool Rewriting::isDeclaredBetween(const Stmt &From, const Stmt &To) const {
  return llvm::any_of(Threads.Block->body(), [&](const Stmt *S) {
    return isa<DeclStmt>(S) && From.getBeginLoc() < S->getBeginLoc() &&
           S->getBeginLoc() < To.getBeginLoc() && !llvm::is_contained(Declarations, S);
  });
}

/// Declares the group: in place of a container, unless something is declared after that,
/// which tasks may use, and which the group then has to go before.
Rewrite Rewriting::declareGroup() {
  const Stmt *First = firstStart();
  if (!First)
    Edits.refuse("a thread is started in another block");
  if (!Edits.refusal().empty())
    return Edits.finish(Name, 0, 0);
  const DeclStmt *InPlace = Declarations.empty() ? nullptr : Declarations.front();
  if (InPlace &&
      (First->getBeginLoc() < InPlace->getBeginLoc() || isDeclaredBetween(*InPlace, *First)))
    InPlace = nullptr;
  for (const DeclStmt *Each : Declarations)
    if (Each != InPlace)
      Edits.remove(*Each);
  if (!InPlace) {
    const unsigned At = Edits.withComments(Edits.begin(First->getBeginLoc()));
    return Edits.finish(Name, At, At);
  }
  return Edits.finish(Name, Edits.begin(InPlace->getBeginLoc()), Edits.endWithSemicolon(*InPlace));
}

Rewrite Rewriting::toGroup(FreeNames &Names, llvm::function_ref<std::string(SourceEdits &)> More) {
  std::string Change;
  if (Threads.InTemplate && More)
    Edits.refuse("it is in a template, which may be used with other types");
  if (!refuseUnknown()) {
    findDeclarations();
    chooseName(Names);
    rewriteStarts(Name + ".go(");
    rewriteJoins();
    if (More)
      Change = More(Edits);
    else
      for (const VarDecl *Holder : Threads.Holders)
        Edits.isGone(Holder->getName());
    rewriteRest();
  }
  // Last, as the reason tells that a newer standard is all that it takes.
  if (!Context.getLangOpts().CPlusPlus17)
    Edits.refuse(NeedsNewerStandard);
  Rewrite Done = declareGroup();
  Done.MayThrow = mayThrowUnseen();
  Done.Change = Change;
  if (Edits.passConditions())
    Done.addChange("what other configurations have on the way stays as it is");
  if (Kept)
    Done.addChange("'" + Kept->getNameAsString() +
                   "' gets no threads any more, and what it held before is not joined here");
  return Done;
}

std::vector<FixItHint> Rewriting::toProcess() {
  if (refuseUnknown() || !Context.getLangOpts().CPlusPlus17)
    return {};
  rewriteDetached("sc::detached(\"TODO: say why nothing waits for it\", ");
  return Edits.finish();
}

/// Makes a call \p Call of each start, and nothing of what held and let go of the threads.
void Rewriting::rewriteDetached(StringRef Call) {
  findDeclarations();
  rewriteStarts(Call);
  rewriteRest();
  for (const DeclStmt *Each : Declarations)
    Edits.remove(*Each);
}

Rewrite Rewriting::toMember(const CXXRecordDecl &Class) {
  Rewrite Member;
  if (!refuseUnknown() && Context.getLangOpts().CPlusPlus17)
    Member = lastMember(Class, Context);
  if (!Member.isPossible())
    return Member;
  rewriteDetached(Member.GroupName + ".go(");
  Member.Edits = Edits.finish();
  Member.MayThrow = mayThrowUnseen();
  return Member.Edits.empty() ? Rewrite() : Member;
}

Rewrite threadsToGroup(const HeldThreads &Threads, FreeNames &Names, const ASTContext &Context,
                       llvm::function_ref<std::string(SourceEdits &)> More) {
  return Rewriting(Threads, Context).toGroup(Names, More);
}

const CompoundStmt *blockForGroup(const Expr &Made, const Stmt &Body) {
  const StatementsOf Statements(Body);
  const Stmt *Loop = Statements.outermostLoop(&Made);
  const Stmt *S = Statements.around(Loop ? Loop : &Made);
  return dyn_cast_or_null<CompoundStmt>(S ? Statements.parent(S) : nullptr);
}

/// \p Threads, with the block that the one of them is started in, or null if there is none.
static HeldThreads detachedIn(HeldThreads Threads) {
  Threads.Detached = true;
  const StatementsOf Statements(*Threads.Body);
  const Stmt *S = Statements.around(Threads.Starts.front().Made);
  Threads.Block = dyn_cast_or_null<CompoundStmt>(S ? Statements.parent(S) : nullptr);
  return Threads;
}

Rewrite detachedToMember(const HeldThreads &Threads, const CXXRecordDecl &Class,
                         const ASTContext &Context) {
  const HeldThreads Given = detachedIn(Threads);
  return Given.Block ? Rewriting(Given, Context).toMember(Class) : Rewrite();
}

std::vector<FixItHint> detachedToProcess(const HeldThreads &Threads, const ASTContext &Context) {
  const HeldThreads Given = detachedIn(Threads);
  return Given.Block ? Rewriting(Given, Context).toProcess() : std::vector<FixItHint>();
}

} // namespace clang::tidy::structured
