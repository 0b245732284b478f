#pragma once

#include "Conditions.h"
#include "ControlFlow.h"
#include "GroupEvents.h"
#include "Handles.h"
#include "JoinFlow.h"
#include "Unwinding.h"
#include "Waits.h"

namespace clang::tidy::structured {

/// The body of a function, or lambda, that has groups, and what can be asked of it.
class GroupBody {
public:
  GroupBody(const Stmt &Body, const ControlFlow &Flow, const Place &At, ASTContext &Context,
            const Handles &Kept, Throws &Throwing, const Facts &Found, GroupTypes &Types,
            HandedGroups &Handed);

  const Stmt &body() const { return Body; }
  const ControlFlow &flow() const { return Flow; }
  const Place &at() const { return At; }
  ASTContext &context() const { return Context; }
  Throws &throwing() const { return Throwing; }
  llvm::ArrayRef<Group> groups() const { return Has.all(); }

  /// True if other checks speak of what the task that \p E starts holds.
  bool isSpawn(const Expr &E) const { return Kept.spawnOf(E).has_value(); }

  /// The ways on which what \p Events say of \p Var goes wrong, by one of \p Which,
  /// and for sure. Null stands for a group that is no variable.
  std::vector<MissedJoin> misses(const PathEvents &Events, const VarDecl *Var,
                                 llvm::ArrayRef<UnjoinedThread::Kind> Which) const;

  /// What may wait for the tasks of \p Of, which hold \p Held: its own waits, and what
  /// others may do.
  Stops stopsOf(const Group &Of, const Waits::Names &Held) const;

  /// True if \p S stands where an exception of the class \p Name is caught, or where a
  /// test says that it throws.
  bool expects(const Stmt &S, llvm::StringRef Name) const;

  /// True if \p Loc is in what a test says ends the program.
  bool isMeantToFail(SourceLocation Loc) const;

private:
  const Stmt &Body;
  const ControlFlow &Flow;
  const Place &At;
  ASTContext &Context;
  const Handles &Kept;
  Throws &Throwing;
  const Facts &Found;
  Groups Has;
  const Conditions Known;
  const Unwinding Tries;
};

} // namespace clang::tidy::structured
