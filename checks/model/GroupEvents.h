#pragma once

#include "Groups.h"
#include "PathEvents.h"

namespace clang::tidy::structured {

/// What is put together of the uses of groups, for JoinFlow to follow: what stands
/// for a start there, and what for a join, is for the question to say.
class GroupEvents : public PathEvents {
public:
  using Kind = JoinEvent::Kind;

  /// Which branches with a wait of \p Of in them do what has to be done.
  enum class Settle {
    Each,    ///< Each one: what its condition has to do with the tasks is not known.
    Related, ///< Those in which tasks are started elsewhere on a condition, too.
    None,    ///< A wait is what is asked about.
  };
  GroupEvents(const Group &Of, Settle How) : Of(Of), How(How) {}

  bool settles(const Stmt *Branch, const VarDecl *Var, const Expr *Start) const override;
  Question asked(const Expr *E, const VarDecl *Var) const override;

  void add(const VarDecl *Of, Kind What, const Expr *At) {
    ByStep[At].push_back({What, Of, At, false});
  }

  void addStep(const VarDecl *Of, Kind What, const Stmt *At) {
    ByStep[At].push_back({What, Of, nullptr, false});
  }

  /// \p At is wrong if what was started has not been joined before.
  void addWrongAfterStart(const VarDecl *Of, const Expr *At) {
    ByStep[At].push_back({Kind::Clear, Of, At, /*Replaces=*/true});
  }

  /// \p Of starts something where it is declared.
  void addDeclared(const VarDecl *Of, const Expr *At) {
    ByVariable[Of].push_back({Kind::Start, Of, At, false});
  }

private:
  const Group &Of;
  const Settle How;
};

} // namespace clang::tidy::structured
