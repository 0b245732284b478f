#pragma once

#include "SpawnTable.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/STLExtras.h"
#include <string>
#include <vector>

/// What the model says of work: where it is started, what it runs and holds, and what holds it.
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

/// A call of a function of which only its body, in another file, tells whether it throws.
struct OpenCall {
  std::string FullName; ///< As the program's entities have it.
  std::string Callee;   ///< Without what a template was made with.
  SourceLocation Declared, Called;
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
  /// What else it may throw, as the rest of the program tells.
  std::vector<OpenCall> OpenCalls;
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

/// Which way a condition leads to a path.
enum class Branching { None, Holds, Fails, Case };

/// True if each call of \p Spawn's API starts a thread.
inline bool startsThread(const SpawnSite &Spawn) {
  return (Spawn.OwnThread && Spawn.Posted == Posting::No) || Spawn.Api == "::std::async" ||
         Spawn.Api == "::boost::async";
}

/// True if \p A and \p B, numbers of spawns, have one in common.
inline bool meet(const std::vector<size_t> &A, const std::vector<size_t> &B) {
  return llvm::any_of(A, [&](size_t Spawn) { return llvm::is_contained(B, Spawn); });
}

} // namespace clang::tidy::structured
