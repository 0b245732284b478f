#pragma once

#include "ProgramFacts.h"
#include "SpawnTable.h"
#include "checks/rewrite/Rewrite.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>
#include <string>
#include <vector>

/// What the model says of a translation unit.
///
/// Facts hold names, places and edits, never pointers into the syntax tree, so that
/// they can be kept after the tree has gone and be merged over a whole program.
namespace clang::tidy::structured {

/// How work holds something of the scope that starts it.
enum class Hold {
  Value,     ///< A copy.
  Reference, ///< By reference, or through std::ref.
  Address,   ///< A copy of an address or of a view.
  This,      ///< The object whose member function starts the work.
};

/// One thing that the work holds: a capture, or an argument.
struct Held {
  std::string Name;
  Hold How = Hold::Value;
  SourceLocation Loc;
  /// Where it is declared, and whether it dies when that scope is left.
  SourceLocation Declared;
  bool Local = false;
  /// What is referred to lives as long as the process.
  bool Static = false;
  /// It is a member of the object whose member function starts the work.
  bool OfThis = false;
  /// It is a smart pointer to that object, and keeps it alive.
  bool SharesThis = false;
  /// It is a weak pointer to that object.
  bool WatchesThis = false;
  /// It is that object, or a member of it, which lives as long as the work uses it.
  bool KeptAlive = false;
  /// Where it dies while nothing has waited for the work, or invalid.
  SourceLocation DiesAt;
  bool Changes = false; ///< It does not die there, but is changed by the loop.
  bool OfLoop = false;  ///< A loop makes it, or changes it, each time round.
  /// A lambda captures it by reference that could do with a copy.
  bool Copyable = false;
};

/// Whether running something can end with an exception.
enum class Throwing {
  Never,   ///< It says noexcept, or does nothing that could throw.
  Hardly,  ///< It fails only for lack of memory, or if a stream was told to throw.
  Maybe,   ///< It calls what may throw.
  Known,   ///< It calls what a library documents to throw, such as std::stoi.
  Visibly, ///< It throws, and nothing catches that.
};

/// That, and the place that tells.
struct ThrowEvidence {
  Throwing What = Throwing::Never;
  SourceLocation Loc; ///< The throw, or the call that may throw.
  std::string Callee; ///< What is called there, or "" if it has no name.
};

/// What is run.
struct Callable {
  enum class Kind { Unknown, Lambda, Function, MemberFunction };
  Kind What = Kind::Unknown;
  std::string Name;
  SourceRange Range;
  /// It visibly never ends by itself: a daemon.
  bool Endless = false;
  /// It visibly runs until something outside of it tells it to end.
  bool EndsWhenTold = false;
  /// It uses what it captures of the object that starts it, or as a member
  /// function its object, only while it holds what a weak pointer's lock() gave.
  bool LocksFirst = false;
  /// It has somebody told when its thread has ended, as by a promise that is set then.
  bool TellsAtExit = false;
  ThrowEvidence Throws;
  /// Where, as a coroutine, it awaits what may fail, with nothing that catches that.
  SourceLocation Awaits;
  /// Where it blocks the thread that runs it, and by which function.
  SourceLocation BlocksAt;
  std::string BlocksIn;
  /// Where all that it does is caught, and nothing is done about an error.
  SourceLocation Swallows;
  std::vector<Held> Captures;
};

/// What holds the handle of started work.
struct Handle {
  enum class Kind { Temporary, Variable, Member, Heap, OutParameter };
  Kind What = Kind::Temporary;
  std::string Name;
  SourceLocation Declared;
};

/// The function that a fact is found in.
struct Scope {
  std::string Function; ///< Its name, or "" outside of any.
  bool IsMain = false;
  /// The class whose destructor or assignment this is, or "".
  std::string ReleasedClass;
  bool IsDestructor = false;
  /// That class holds threads and plain values, nothing that a thread uses.
  bool OfWrapper = false;
  /// It is said to own what it starts, or its class is.
  bool OfOwner = false;
};

/// A place where work is started.
struct SpawnSite {
  std::string Api; ///< Its fully qualified name.
  OnDrop Dropped = OnDrop::Detaches;
  SourceLocation Loc;
  SourceRange Range;
  Callable Work;
  std::vector<Held> Arguments;
  Handle Result;
  Scope In;
  /// It runs in a thread of its own, in which an exception that nothing catches
  /// ends the program.
  bool OwnThread = false;
  /// An executor runs it.
  Posting Posted = Posting::No;
  /// Who runs that executor gets what the work throws.
  bool Rethrown = false;
  /// It says that nobody gets its outcome, an error neither.
  bool Forgets = false;
  /// That executor is a variable of the function, which waits for it, or owns work.
  bool Awaited = false;
  /// The loop that starts it for each item, or for each round without end, with
  /// nothing in it that bounds how many run. Invalid if there is none.
  SourceLocation PerItem;
  bool PerRound = false;
  /// Its handle is dropped, leaked, or never used, or it is detached.
  bool Lost = false;
  /// On some path its handle is destroyed while it may be running.
  bool Unjoined = false;
  bool Detached = false;
};

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
  /// The branch from which on nothing joins it any more.
  enum class Branching { None, Holds, Fails, Case };
  Branching By = Branching::None;
  SourceLocation Branch; ///< The condition, or the case.
  SourceLocation End;    ///< What leaves the scope, or replaces the thread.
  std::string Macro;     ///< The macro that does so, if it is one.
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
  UnjoinedThread::Branching By = UnjoinedThread::Branching::None;
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

/// True if each call of \p Spawn's API starts a thread.
inline bool startsThread(const SpawnSite &Spawn) {
  return (Spawn.OwnThread && Spawn.Posted == Posting::No) || Spawn.Api == "::std::async" ||
         Spawn.Api == "::boost::async";
}

/// True if \p A and \p B, numbers of spawns, have one in common.
inline bool meet(const std::vector<size_t> &A, const std::vector<size_t> &B) {
  return llvm::any_of(A, [&](size_t Spawn) { return llvm::is_contained(B, Spawn); });
}

/// The facts of one translation unit, in the order of the source.
struct Facts {
  std::vector<SpawnSite> Spawns;
  std::vector<Starter> Starters;
  std::vector<DetachSite> Detaches;
  std::vector<UnjoinedThread> Unjoined;
  std::vector<OpenThread> OpenThreads;
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
