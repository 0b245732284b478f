#pragma once

#include "Facts.h"
#include "HandleClasses.h"
#include "Place.h"
#include "ProcessEnds.h"
#include "SpawnApis.h"
#include "Starts.h"
#include "ThreadExits.h"
#include "Throws.h"
#include "WorkSites.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Keeps account of what is started, of who holds its handle, and of where
/// that is given up, and writes it down as facts.
class Handles {
public:
  Handles(ASTContext &Context, const SpawnTable &Table, Throws &Throwing, Facts &Found)
      : Context(Context), Sources(Context.getSourceManager()), Table(Table), Throwing(Throwing),
        Found(Found), Apis(Table), Works(Context, Table, Throwing), Classes(Context, Table) {}

  /// Notes that \p By, if it has a name, will hold the value of \p Value. Comes
  /// before what is in \p Value.
  void keep(const Expr *Value, Handle::Kind What, const ValueDecl *By);

  /// Notes that \p Element goes through what \p Range holds.
  void keepElements(const Expr *Range, const VarDecl &Element);

  /// Notes that the value of \p E is dropped, and what it stands for leaks.
  void drop(const Stmt *E);

  /// The spawn that \p E is, if it is one.
  std::optional<size_t> spawnOf(const Expr &E) const;

  /// What leads to the executor that runs the work of \p E, which starts it: an
  /// argument, or the object whose member function that is. Null if there is none.
  const Expr *runnerOf(const Expr &E) const { return Posts.lookup(&E).Runner; }

  /// The object with which the work of \p E ends, or null.
  const Expr *contextOf(const Expr &E) const { return Posts.lookup(&E).Context; }

  /// The callable that \p Call hands to an executor, which drops its result, or null.
  const Expr *postedBy(const CallExpr &Call) const { return Posts.lookup(&Call).Work; }

  /// The spawn that \p E, the making of an object, joins when that dies, or null.
  const Expr *startJoinedBy(const Expr &E) const;

  /// The first expression in \p S, outside of lambdas, that is one, or null.
  const Expr *startIn(const Stmt &S) const;

  /// How many expressions that start work have been met.
  size_t spawnsMet() const { return SpawnOf.size(); }

  /// Notes that what \p New makes is held by whoever holds the pointer to it.
  void keepOnHeap(const CXXNewExpr &New);

  /// Notes what a call or the making of an object starts or gives up, if it does.
  void addCall(const CallExpr &Call, const Place &At);
  void addConstruction(const CXXConstructExpr &Construct, const Place &At);

  /// Notes that \p Function, which has been walked, starts what it is given, if it does.
  void addStarter(const FunctionDecl &Function);

  /// Notes what a variable is to the threads that end.
  void addVariable(const VarDecl &Var);

  /// Notes that \p Call waits for its object's work, if it does.
  void addJoinCall(const CXXMemberCallExpr &Call);

  /// Notes what is followed by the end of the process.
  void addBlock(const CompoundStmt &Block) { Ends.addBlock(Block); }

  /// Notes what a thread does with itself, as far as \p If tells.
  void addBranch(const IfStmt &If);

  /// Notes a call of detach() on \p Call's object, or a pointer to detach().
  void addDetachCall(const CXXMemberCallExpr &Call, const Place &At);
  void addDetachPointer(const UnaryOperator &Op, const Place &At);

  /// Writes down the detaches, and the threads that leak: only at the end of the unit is it known
  /// which classes the configured functions return.
  void resolveDetaches();

private:
  struct PendingDetach {
    DetachSite Site;
    const Expr *Object = nullptr;
    const CXXRecordDecl *Record = nullptr;
    Place At;
    unsigned Round = 0; ///< Of the variable that is given up.
  };

  void addSpawn(const Expr &E, const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args,
                const Place &At);
  void addEmplacement(const CallExpr &Call, const Place &At);
  void addNotified(const CallExpr &Call, const Place &At);
  void describeHandle(SpawnSite &Site, const Expr &E, const SpawnApi &Api,
                      llvm::ArrayRef<const Expr *> Args, const Place &At);
  bool isLost(const Expr &E, const SpawnSite &Site, const ValueDecl *By, const Place &At) const;
  void addDetach(PendingDetach Detach, SourceLocation Loc, SourceRange Range, const Place &At);
  bool isDetach(const PendingDetach &Detach);
  bool isLeak(size_t Spawn) const;
  void addLeaks();
  std::vector<size_t> spawnsOf(const PendingDetach &Detach) const;

  ASTContext &Context;
  const SourceManager &Sources;
  const SpawnTable &Table;
  Throws &Throwing;
  Facts &Found;

  std::vector<PendingDetach> Detaches;
  /// Who keeps the value of an expression that is yet to be visited.
  llvm::DenseMap<const Expr *, std::pair<Handle, const ValueDecl *>> Keepers;
  llvm::DenseMap<const Expr *, size_t> SpawnOf;
  llvm::DenseSet<const Expr *> Dropped;
  /// What a function of C writes the handle to.
  llvm::DenseMap<size_t, const VarDecl *> WrittenTo;
  /// Those whose handle a function of C returns, and nothing takes.
  llvm::DenseSet<size_t> Untaken;
  /// What objects are given that join it when they die, by their making.
  llvm::DenseMap<const Expr *, const Expr *> JoinedBy;
  llvm::DenseSet<const Expr *> Joined;
  Starts StartedIn;   ///< By the variable that holds the handle.
  Starts StartedWith; ///< By the attribute that the thread is made with.
  SpawnApis Apis;
  WorkSites Works;
  llvm::DenseMap<const Expr *, Post> Posts;
  HandleClasses Classes;
  ThreadExits Exits;
  ProcessEnds Ends;
  llvm::DenseSet<const CXXMemberCallExpr *> OfOwnThread; ///< A thread lets go of itself.
  /// A template's instantiations repeat its places.
  llvm::DenseMap<SourceLocation, size_t> SpawnAt, DetachAt;
};

} // namespace clang::tidy::structured
