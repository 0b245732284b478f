#pragma once

#include "HandJoins.h"
#include "Place.h"
#include "checks/rewrite/ThreadsToGroup.h"

namespace clang::tidy::structured {

/// Says of threads that are detached, or not joined on every path, how a group could own
/// them.
class LooseThreads {
public:
  LooseThreads(ASTContext &Context, const Handles &Kept, FreeNames &Names, Facts &Found)
      : Context(Context), Sources(Context.getSourceManager()), Kept(Kept), Names(Names),
        Found(Found) {}

  /// Looks through the body of a function, or lambda, that starts work, after it is known
  /// which of it is not joined.
  void addBody(const Stmt &Body, const HandleEvents &Events, const Place &At);

  /// The detached threads of the body that was looked through last, by the blocks that
  /// should own them.
  llvm::ArrayRef<HandJoins::Joined> detached() const { return OfBody; }

  /// Notes a call of sc::detached() with a reason that is still to be written.
  void addCall(const CallExpr &Call, const Place &At);

  /// Writes down what is known of the detaches: only at the end of the unit is it known
  /// which these are.
  void resolve();

private:
  void addUnjoined(UnjoinedThread &Thread, const HandleEvents &Events, HeldThreads Threads);
  void addDetach(const CXXMemberCallExpr &Detach, const HandleEvents &Events,
                 const HeldThreads &Threads, const Place &At);
  bool isOfObject(const Expr &Made) const;
  Rewrite memberFor(const HeldThreads &Threads, const CXXRecordDecl &Owner);
  bool usesScope(const Expr &Made) const;
  std::vector<size_t> spawnsOf(const HeldThreads &Threads) const;
  const Stmt *sleepAfter(const HeldThreads &Threads) const;
  void addScopes();

  ASTContext &Context;
  const SourceManager &Sources;
  const Handles &Kept;
  FreeNames &Names;
  Facts &Found;
  struct Owners {
    Rewrite ToGroup, ToMember;
    std::vector<FixItHint> ToDetached;
  };
  llvm::DenseMap<SourceLocation, Owners> OwnersAt; ///< By the place of the detach.
  llvm::DenseSet<const CXXRecordDecl *> GetGroup;  ///< Classes that get a member group.
  /// The detached threads of the body at hand that one block should own, and the place of
  /// the first detach.
  struct Scope {
    HeldThreads Threads;
    SourceLocation First;
  };
  llvm::SmallVector<Scope, 1> Scopes;
  llvm::SmallVector<HandJoins::Joined, 1> OfBody;
};

} // namespace clang::tidy::structured
