#include "HandJoins.h"
#include "Expressions.h"
#include "checks/rewrite/ResultLists.h"
#include "checks/rewrite/ResultSlots.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

using Join = HandleEvents::Join;
using Start = HandleEvents::Start;
using Step = HandleEvents::Step;

/// True if a loop, \p S, that joins does not join all that there are.
static bool leavesEarly(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return isa<BreakStmt, ContinueStmt>(S) || mayLeave(S, /*InLoop=*/true) ||
         llvm::any_of(S->children(), leavesEarly);
}

/// The number, in \p Block, of the step that \p Each is part of.
static std::optional<unsigned> stepIn(const CompoundStmt *Block, const Start &Each) {
  for (const Step &At : Each.At)
    if (At.Block == Block)
      return At.Number;
  return std::nullopt;
}

/// What starts the threads that \p Of joins: in the same block, before it, and
/// after \p Since.
static llvm::SmallVector<const Start *> startsFor(const Join &Of, unsigned Since,
                                                  const HandleEvents &Events) {
  llvm::SmallVector<const Start *> Before;
  for (const Start &Each : Events.starts())
    if (const auto At = stepIn(Of.At.Block, Each);
        At && Each.Var == Of.Var && Since <= *At && *At < Of.At.Number)
      Before.push_back(&Each);
  return Before;
}

/// True if \p Steps do nothing else, until the last of the steps \p Started, than
/// to start threads, in any case, and to declare something: what is done between
/// may be what the later threads wait for.
static bool isOneStart(llvm::ArrayRef<const Stmt *> Steps, llvm::ArrayRef<unsigned> Started) {
  const auto [First, Last] = std::minmax_element(Started.begin(), Started.end());
  for (unsigned I = *First; I <= *Last; ++I)
    if (!isa<DeclStmt>(Steps[I]) && !(llvm::is_contained(Started, I) && isa<Expr>(Steps[I])))
      return false;
  return true;
}

/// True if \p Call is one of what threads wait with and for, which fails for a broken program
/// only.
static bool isWait(const CXXMemberCallExpr &Call) {
  static constexpr llvm::StringLiteral Names[] = {"condition_variable",
                                                  "condition_variable_any",
                                                  "latch",
                                                  "barrier",
                                                  "counting_semaphore",
                                                  "unique_lock",
                                                  "mutex",
                                                  "shared_mutex",
                                                  "thread"};
  const CXXRecordDecl *Class = Call.getRecordDecl();
  return Class && Class->isInStdNamespace() && llvm::is_contained(Names, nameOf(Class));
}

/// True if an exception may leave \p S, but for what starts the threads \p But.
bool HandJoins::mayFail(const Stmt *S, const HeldThreads &But) const {
  if (!S || isa<LambdaExpr>(S) ||
      llvm::any_of(But.Starts, [&](const HeldThreads::Start &Each) { return Each.Made == S; }))
    return false;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const bool Holds =
      Call && (isWait(*Call) ||
               llvm::is_contained(But.Holders, namedBy(Call->getImplicitObjectArgument())));
  if (!Holds && llvm::any_of(Throwing.ofStep(*S), [](const Throws::Escape &Each) {
        return Each.Evidence.What >= structured::Throwing::Maybe;
      }))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mayFail(Child, But); });
}

void HandJoins::addJoin(const Join &Each, llvm::ArrayRef<const Start *> By, HandJoin &To,
                        HeldThreads &Threads) const {
  for (const Start *Start : By)
    if (!llvm::is_contained(To.Spawns, Start->Spawn)) {
      To.Spawns.push_back(Start->Spawn);
      Threads.Starts.push_back({Start->Var, Start->Made});
    }
  if (!llvm::is_contained(Threads.Holders, Each.Var)) {
    To.Holders.push_back(Each.Var->getNameAsString());
    Threads.Holders.push_back(Each.Var);
  }
  if (To.Loc.isInvalid())
    To.Loc =
        isa<ParmVarDecl>(Each.Var) ? Found.Spawns[By.front()->Spawn].Loc : Each.Var->getLocation();
  To.Many |= Each.Many;
  To.JoinedAt.push_back(Each.Loc);
  Threads.Joins.push_back(Each.At.Block->body_begin()[Each.At.Number]);
}

/// Notes what \p Joins, which follow each other, come to. \p Since is the step
/// after those that came before in the same block.
void HandJoins::addRun(Run Joins, unsigned Since, const HandleEvents &Events, HeldThreads Threads) {
  const CompoundStmt *Block = Joins.front().At.Block;
  const unsigned Begin = Joins.front().At.Number, End = Joins.back().At.Number + 1;
  HandJoin Site;
  llvm::SmallVector<unsigned> Started;
  for (const Join &Each : Joins) {
    const auto By = startsFor(Each, Since, Events);
    if (By.empty() || Events.isUsedElsewhere(Each.Var))
      continue;
    for (const Start *Start : By)
      Started.push_back(*stepIn(Block, *Start));
    addJoin(Each, By, Site, Threads);
  }
  if (Started.empty())
    return;
  const auto Steps = llvm::ArrayRef(Block->body_begin(), Block->size());
  const unsigned First = *std::min_element(Started.begin(), Started.end());
  // One thread is as short without a group, which joins it too if something between fails.
  const bool Lone = !Site.Many && Site.JoinedAt.size() < 2;
  if (Lone && (First + 1 == Begin || Events.starts().size() > 1))
    return;
  if ((Site.Many || isOneStart(Steps, Started)) &&
      llvm::none_of(Steps.slice(First, Begin - First), [](const Stmt *S) { return mayLeave(S); }) &&
      llvm::none_of(Steps.slice(Begin, End - Begin), leavesEarly) && Seen.insert(Site.Loc).second) {
    Threads.Block = Block;
    Site.ToGroup = threadsToGroup(Threads, Names, Context);
    Threads.GroupName = Site.ToGroup.GroupName;
    Site.ToResults = resultsToGroup(Threads, Names, Context);
    if (!Site.ToResults.isPossible())
      Site.ToResults = resultListToGroup(Threads, Names, Context);
    if (llvm::any_of(Steps.slice(First, Begin - First),
                     [&](const Stmt *S) { return mayFail(S, Threads); }))
      for (Rewrite *Each : {&Site.ToGroup, &Site.ToResults})
        Each->addChange("an exception on the way waits for the tasks, where it ended the program");
    OfBody.push_back({std::move(Threads), Site.Spawns});
    Found.HandJoins.push_back(std::move(Site));
  }
}

void HandJoins::addBody(const Stmt &Body, const HandleEvents &Events, const Place &At) {
  OfBody.clear();
  HeldThreads Threads;
  Threads.Body = &Body;
  Threads.InTemplate = At.Dependent || At.Instantiated;
  llvm::DenseMap<const CompoundStmt *, unsigned> Since;
  for (Run Left = Events.joins(); !Left.empty();) {
    auto Follows = [&](size_t I) {
      return Left[I].At.Block == Left[I - 1].At.Block &&
             Left[I].At.Number <= Left[I - 1].At.Number + 1;
    };
    size_t Length = 1;
    while (Length < Left.size() && Follows(Length))
      ++Length;
    const Run Joins = Left.take_front(Length);
    unsigned &After = Since[Joins.front().At.Block];
    addRun(Joins, After, Events, Threads);
    After = Joins.back().At.Number + 1;
    Left = Left.drop_front(Length);
  }
}

void HandJoins::resolve() {
  llvm::erase_if(Found.HandJoins, [&](const HandJoin &Site) {
    return !Site.Futures && llvm::any_of(Site.Spawns, [&](size_t Index) {
      const SpawnSite &Spawn = Found.Spawns[Index];
      return !Spawn.OwnThread || Spawn.Unjoined;
    });
  });
}

} // namespace clang::tidy::structured
