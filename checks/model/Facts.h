#pragma once

#include "GroupFacts.h"
#include "ProgramFacts.h"
#include "WorkFacts.h"
#include "checks/rewrite/Rewrite.h"
#include <optional>

/// What the model says of a translation unit.
namespace clang::tidy::structured {

/// A function of the code that hands a callable it is given to what starts work, so
/// that a call of it, in any file, starts that.
struct Starter {
  std::string Name; ///< Fully qualified: "::acme::runLater".
  unsigned Callable = 0;
  bool OnEvent = false; ///< An event loop runs it, and has its errors.
};

/// A place where running work is given up.
struct DetachSite {
  enum class Kind {
    Handle,    ///< A member function detach() of a handle.
    Function,  ///< pthread_detach and its like.
    Attribute, ///< Threads made with this attribute start detached.
    Pointer,   ///< A pointer to the member function detach() of a handle.
    Leak,      ///< A handle is made on the heap, and nothing keeps the pointer.
    Unsaid,    ///< The reason that sc::detached() is given is still to be written.
  };
  Kind What = Kind::Handle;
  SourceLocation Loc;
  SourceRange Range;
  Scope In;
  /// The process ends right after it, and runs no destructor.
  bool BeforeProcessEnd = false;
  /// The spawn sites it gives up, as far as this function shows them.
  std::vector<size_t> Spawns;
  /// Where the object that starts them waits at its end, and for which counter. Invalid if it is
  /// not seen to.
  SourceLocation ObjectWaitsAt;
  std::string Counter;
  Rewrite ToGroup;                   ///< A group of the scope.
  Rewrite ToMember;                  ///< A group that the object owns which starts them.
  std::vector<FixItHint> ToDetached; ///< sc::detached(), with a reason to fill in.
};

/// Work that uses the object whose member function starts it, and that nothing
/// waits for before that object goes.
struct OutlivedObject {
  size_t Spawn = 0;
  std::string Class;
  /// Its destructor, or the class if it says none.
  bool HasDestructor = false;
  SourceLocation End;
};

/// A place where the handle of running work is dropped as soon as it is made.
struct DiscardSite {
  enum class Kind { Statement, CastToVoid, StdIgnore, UnusedVariable };
  Kind How = Kind::Statement;
  SourceLocation Loc;
  SourceRange Range;
  /// What made the handle, and its name unless it is a lambda.
  enum class Maker { Function, Class, Lambda };
  Maker By = Maker::Function;
  std::string Source;
  std::string Handle; ///< The handle's type.
  OnDrop Dropped = OnDrop::Detaches;
  bool StdAsync = false;
  bool MayBeDeferred = false; ///< Its launch policy lets it run only when asked for.
  bool MaybeUnused = false;   ///< An unused variable that says so.
  bool ErrorsTaken = false;   ///< What continues the work last is told every error of it.
  /// Where '.wait()' can be added without a change of behaviour.
  SourceLocation WaitHere;
  Rewrite ToGroup; ///< So that the scope waits for it, and not this line.
  /// Where the called function starts the work, and where a coroutine says
  /// that it does not start by itself. Invalid if not seen.
  SourceLocation StartedAt, SuspendedAt;
  /// Where the function is declared that returns the handle, if only the type
  /// of the handle tells of work.
  SourceLocation DeclaredAt;
  /// The full name of that function, if the rest of the program may tell how it comes by it.
  std::string OpenName;
  std::optional<OutlivedObject> Outlived; ///< What the work uses, and may outlive.
  Scope In;
};

/// A thread whose handle is destroyed, or given another thread, on a path on
/// which it may be running.
struct UnjoinedThread {
  enum class Kind {
    Temporary, ///< It is dropped as soon as it is made.
    Scope,     ///< Its scope ends.
    Return,    ///< The function returns.
    Replaced,  ///< It is given another thread, or cleared.
    Thrown,    ///< An exception leaves its scope.
    Object,    ///< The object that holds it is destroyed.
  };
  Kind How = Kind::Scope;
  size_t Spawn = 0;
  Handle Holder;
  bool Many = false; ///< The holder is a container of threads.
  bool Ever = false; ///< On another path it is joined, or may be.
  /// The branch from which on nothing joins it any more: the condition, or the case.
  Branching By = Branching::None;
  SourceLocation Branch;
  SourceLocation End; ///< What leaves the scope, or replaces the thread.
  std::string Macro;  ///< The macro that does so, if it is one.
  ThrowEvidence Thrown;
  /// If an object holds it: of which class, whether that has a destructor, which
  /// End is then, and where a function of it joins the thread.
  std::string Class;
  bool HasDestructor = false;
  SourceLocation Joined;
  Scope In;
  Rewrite ToGroup;
};

/// A thread that an object holds, of which the unit does not show whether anything
/// joins it: bodies stand in other files.
struct OpenThread {
  UnjoinedThread If;               ///< What is the case if nothing joins it.
  std::vector<std::string> Needed; ///< The functions that would tell.
  bool Public = false;             ///< Others can get at it, too.
  std::string Member;              ///< The full name of what holds it.
};

/// A thread that an exception leaves running, if one of some functions of other files throws.
struct OpenThrow {
  struct Case {
    UnjoinedThread If; ///< What is the case then.
    OpenCall Call;
  };
  std::vector<Case> Cases; ///< One or more.
};

/// A callable whose result stands for work, made into one that returns nothing.
struct LostResult {
  SourceLocation Loc;
  SourceRange Range;
  DiscardSite Result;  ///< Of what a call returns.
  std::string Wrapper; ///< What it is made into: "std::function<void ()>".
  Scope In;
};

/// A function that returns futures. Only the whole program shows all who call it.
struct FutureMaker {
  SourceLocation Loc; ///< Of its name, where its body is.
  SourceLocation DeclaredAt;
  std::string Name, FullName;
};

/// A future that is kept, though nothing looks at the error that it may carry.
struct UnobservedFuture {
  SourceLocation Loc;
  SourceRange Range;
  Handle Holder;
  bool Many = false;        ///< The holder is a container of futures.
  bool MaybeUnused = false; ///< The holder says that nothing need use it.
  OnDrop Dropped = OnDrop::BlocksOrDetaches;
  SourceLocation WaitedAt; ///< Invalid if nothing waits for it but a destructor.
  ThrowEvidence Throws;    ///< Of the work.
  Scope In;
};

/// A sleep after work was started in the same function, with nothing on the
/// way that waits for that work.
struct SleepSite {
  SourceLocation Loc;
  /// What a loop that only sleeps waits for to change, or "" outside of one,
  /// and where the work is seen to change it.
  std::string Flag;
  SourceLocation SetAt;
  Scope In;
  std::vector<size_t> Spawns; ///< What was started before.
};

/// Work that is started before main, or before the object that it uses is
/// complete.
struct EarlyStart {
  enum class Kind {
    StaticObject,   ///< Its construction starts the work.
    StaticFunction, ///< A function that runs before main.
    Constructor,    ///< It starts work that uses the object.
  };
  Kind What = Kind::StaticObject;
  SourceLocation Loc; ///< Of the object or function; or where the work is started.
  std::string Name;   ///< Of the object, the function, or the class.
  /// The constructor's object may be part of one that calls its own functions.
  bool Derivable = false;
  SourceLocation GoesOnAt; ///< What the constructor does after that, if anything.
  std::vector<size_t> Spawns;
};

/// A member that holds work which uses members declared after it.
struct MemberOrder {
  SourceLocation Loc; ///< Where the work is started.
  std::string Owner;  ///< The member that holds the work.
  SourceLocation OwnerLoc;
  bool TooEarly = false;  ///< Some are made after the work has started.
  std::vector<Held> Used; ///< Those members.
};

/// A stop token that is at hand, and not looked at or not passed on.
struct LostToken {
  enum class Kind {
    Loop,        ///< Nothing says it, and the work loops.
    Blocks,      ///< Nothing says it, and the work sleeps or waits.
    Other,       ///< The work looks at another token, of the scope around it.
    Endless,     ///< An endless loop does not look at it.
    Sleeps,      ///< A sleep goes on, and the runtime has one that a stop ends.
    NotPassedOn, ///< A call goes without it, though it could take it.
    NotTaken,    ///< Endless work does not take it.
  };
  Kind How = Kind::Loop;
  SourceLocation Loc;
  std::string Token; ///< Its name, and where it is declared.
  SourceLocation Declared;
  std::string Name;              ///< Of the other token, or of the called function.
  std::vector<FixItHint> PassOn; ///< What hands it to that function, or to the sleep.
  SourceLocation Evidence;       ///< What lasts, or the function that takes a token.
};

/// The facts of one translation unit, in the order of the source.
struct Facts {
  std::vector<SpawnSite> Spawns;
  std::vector<Starter> Starters;
  std::vector<DetachSite> Detaches;
  std::vector<UnjoinedThread> Unjoined;
  std::vector<OpenThread> OpenThreads;
  std::vector<OpenThrow> OpenThrows;
  std::vector<DiscardSite> Discards;
  std::vector<FutureMaker> FutureMakers;
  std::vector<UnobservedFuture> Unobserved;
  std::vector<LostResult> LostResults;
  std::vector<SleepSite> Sleeps;
  std::vector<OutlivedObject> OutlivedObjects;
  std::vector<MemberOrder> MemberOrders;
  std::vector<EarlyStart> EarlyStarts;
  std::vector<LostToken> LostTokens;
  std::vector<HandJoin> HandJoins;
  std::vector<HandDaemon> HandDaemons;
  std::vector<HandWait> HandWaits;
  std::vector<WaitOrder> WaitOrders;
  std::vector<UnreadError> UnreadErrors;
  std::vector<ScopeOrder> ScopeOrders;
  std::vector<EndlessTask> EndlessTasks;
  std::vector<LoneTask> LoneTasks;
  ProgramFacts Program; ///< If they are wanted.
};

} // namespace clang::tidy::structured
