#pragma once

#include "NameMap.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::structured {

/// What becomes of the work when its handle is dropped.
enum class OnDrop {
  Blocks,           ///< The handle's destructor waits for the work.
  Detaches,         ///< The work runs on, and nothing waits for it.
  BlocksOrDetaches, ///< One of the two; the type alone does not tell.
  NeverRuns,        ///< The work starts only when somebody waits for it.
  Terminates,       ///< The handle's destructor calls std::terminate.
};

/// Reads "blocks", "detaches", "blocks-or-detaches", "never-runs", "terminates".
std::optional<OnDrop> parseOnDrop(llvm::StringRef Text);

/// How soon an executor runs what it is handed.
enum class Posting {
  No,      ///< It is no executor: the work starts at once.
  Soon,    ///< As soon as it gets to it.
  OnEvent, ///< When something happens: a time has come, input is there, a signal is sent.
};

/// A function, or the class of a constructor, that starts work.
struct SpawnApi {
  /// As \c Callable: the last argument that is given.
  static constexpr unsigned Last = ~0u;

  std::string Name;
  OnDrop Dropped = OnDrop::Detaches;
  /// Which argument is the callable, counted from 0 and after any leading
  /// launch policy.
  unsigned Callable = 0;
  /// Which argument receives the handle, for functions of C.
  std::optional<unsigned> HandleOut = std::nullopt;
  /// Which argument may say that the work starts detached.
  std::optional<unsigned> Attribute = std::nullopt;
  /// The work runs in a thread of its own, in which an exception that nothing
  /// catches ends the program.
  bool OwnThread = false;
  Posting Posted = Posting::No;
  /// Which argument leads to the executor; without it, that is the object whose
  /// member function this is.
  std::optional<unsigned> Runner = std::nullopt;
  /// Who runs the executor gets what the work throws.
  bool Rethrown = false;
  /// Which argument says who gets the outcome of the work: with a `detached`,
  /// nobody does, and with a callable, that.
  std::optional<unsigned> Outcome = std::nullopt;
  /// The namespace whose waits block no thread in the work, as that has a stack of its
  /// own, or "".
  std::string Yields = {};
};

/// A class whose objects wait for what they start: what its member functions are
/// called, and what becomes of its tasks.
struct OwnerApi {
  /// What start a task, and what wait for all of them.
  std::vector<std::string> Starts, Waits;
  /// Nothing can be started after a wait.
  bool Closes = false;
  /// What happens to tasks that are not waited for before the object ends.
  enum class End {
    Waits,       ///< It waits for them; whether an error is lost is not known.
    LosesErrors, ///< It waits for them, and what they throw is seen by nobody.
    Throws,      ///< It waits for them, and throws, unless an exception is on its way.
    Fails,       ///< It ends the program.
  };
  End AtEnd = End::Waits;

  /// Of a class of which no more is known: the names that are common.
  static const OwnerApi &usual();
};

/// What starts work, what stands for running work, and who owns it: the names
/// that the model knows. Data, so that projects and libraries can add theirs.
struct SpawnTable {
  NameMap<SpawnApi> Spawns;
  NameMap<OnDrop> Futures;            ///< Classes that stand for running work.
  NameMap<bool> Policies;             ///< Types of a leading launch policy.
  NameMap<OwnerApi> Owners;           ///< Classes that wait for what they start.
  NameMap<bool> Libraries;            ///< Namespaces that the rest of the table describes.
  NameMap<bool> Joiners;              ///< Classes that wait for the thread they are given.
  NameMap<bool> Discardable;          ///< Functions whose work somebody else answers for.
  NameMap<bool> Entries;              ///< Classes whose objects make somebody wait for them.
  NameMap<bool> Promised;             ///< Functions whose future is of no work that they start.
  NameMap<bool> Ready;                ///< Functions that make a future which is ready.
  NameMap<bool> RunAtOnce;            ///< So, once they have called what they are given first.
  NameMap<bool> ContinuedAtOnce;      ///< Futures that run what continues a ready one at once.
  NameMap<bool> DetachingFunctions;   ///< Functions of C that detach a thread.
  NameMap<bool> JoiningFunctions;     ///< Functions of C that join a thread.
  NameMap<bool> Synchronous;          ///< Functions, or classes, that run a callable at once.
  NameMap<bool> Sleeps;               ///< Functions that sleep.
  NameMap<bool> StopTokens;           ///< Classes that tell work to stop.
  NameMap<bool> TokenGivers;          ///< Classes that hand one to what they run.
  NameMap<bool> Notifiers;            ///< Functions of C that have a thread told of an event.
  NameMap<bool> DetachStateFunctions; ///< Those that make threads start detached.

  /// The APIs of the standard library, Boost, POSIX and the common frameworks.
  static SpawnTable builtin();

  /// True if something that the table knows is called \p Word, without its scope.
  bool knowsWord(llvm::StringRef Word) const;

  /// The names of the lists that options and configuration files add to.
  static llvm::ArrayRef<llvm::StringRef> lists();

  /// Adds \p Entries, separated by semicolons, to the list of the name \p List.
  ///
  /// Errors: each entry that cannot be understood, in a full sentence.
  llvm::Error add(llvm::StringRef List, llvm::StringRef Entries);
};

} // namespace clang::tidy::structured
