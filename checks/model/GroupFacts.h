#pragma once

#include "WorkFacts.h"
#include "checks/rewrite/Rewrite.h"

/// What the model says of groups, and of what is done by hand that a group does.
namespace clang::tidy::structured {

/// Threads that one block starts and joins, with nothing else done to them; or futures
/// that it makes by std::async() and asks for their results.
struct HandJoin {
  SourceLocation Loc;               ///< What holds them, or else where the first is started.
  std::vector<std::string> Holders; ///< The names of the variables.
  bool Futures = false;
  bool Many = false; ///< One of these is a container.
  std::vector<size_t> Spawns;
  std::vector<SourceLocation> JoinedAt;
  Rewrite ToGroup;
  Rewrite ToResults; ///< The same, with results for variables that only pass on what threads give.
};

/// A thread in a member of a class, of which the functions start it, tell it by a flag to
/// stop, and join it.
struct HandDaemon {
  size_t Spawn = 0;
  std::string Name, Class, Flag; ///< Of the member, of its class, and of the flag.
  std::vector<SourceLocation> ToldAt, JoinedAt;
  Rewrite ToDaemon;
};

/// What a function makes by hand of a group's work.
struct HandWait {
  enum class Kind {
    Counter, ///< It waits until all work that it started has counted that it is done.
    Error,   ///< It rethrows an error that work which it started has kept.
  };
  Kind What = Kind::Counter;
  SourceLocation Loc;
  std::string Name; ///< Of the counter, or of what keeps the error.
  std::vector<size_t> Spawns;
  struct Work {
    SourceLocation StartedAt;
    SourceLocation NotedAt; ///< Where it counts, or keeps its error.
  };
  std::vector<Work> All; ///< Of these, and of what only sounds like a start.
  Rewrite ToGroup;
};

/// What stands on the wrong side of a group's wait.
struct WaitOrder {
  enum class Kind {
    StartAfter,     ///< A task is started after it, and the group takes none.
    ResultBefore,   ///< A task is asked for its result, which is not there yet.
    ReadBefore,     ///< A variable is read that a task may be writing.
    OutcomeDropped, ///< The wait says how it went, and nobody looks.
  };
  Kind What = Kind::StartAfter;
  SourceLocation Loc;
  std::string Group;
  std::string Name;                   ///< What is called, or the variable.
  std::string Wait;                   ///< What closes the group, or would wait for it.
  SourceLocation Earlier;             ///< Where the group is closed, or the task is started.
  SourceLocation Evidence;            ///< Where the task writes the variable.
  SourceLocation StartedAt, WaitedAt; ///< In a helper, that is called for it.
};

/// A path that leaves the scope of a group while nobody has looked at the errors that
/// its tasks may have.
struct UnreadError {
  SourceLocation Loc; ///< What leaves, or where a task is started if the scope just ends.
  bool AtStart = false;
  bool Returns = false;
  bool Fails = false;    ///< The end of such a group throws, or ends the program.
  ThrowEvidence Leaving; ///< The exception that leaves, if one does.
  std::string Group, Wait;
  SourceLocation StartedAt;
  Branching By = Branching::None;
  SourceLocation Branch;
  ThrowEvidence Throws; ///< Of a task.
};

/// What a task of a group holds that ends before the group has waited for it.
struct ScopeOrder {
  SourceLocation Loc;
  std::string Group, Wait;
  SourceLocation GroupLoc;
  std::vector<Held> Dying;
};

/// A task of a group that never ends by itself.
struct EndlessTask {
  SourceLocation Loc;
  std::string Group; ///< Or "" if it has no name.
  SourceLocation Loop;
};

/// The one task of a group that is waited for at once.
struct LoneTask {
  SourceLocation Loc;
  std::string Group;
  SourceLocation WaitedAt;
};

} // namespace clang::tidy::structured
