#pragma once

#include "../PathNames.h"
#include "ReturnedFutures.h"
#include "Throwers.h"
#include "checks/model/ProgramFacts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

namespace sc_lint {

/// What the units of a program tell together.
///
/// Numbers are those of the program, which add() gives: two units mean one thing if its name
/// and the place of its first declaration are the same.
class Program {
public:
  using Set = llvm::DenseSet<size_t>;

  /// Whether a thread that a member holds is joined.
  enum class Answer { Joined, NotJoined, Unknown };

  /// \p Folder: names of files become relative to it.
  explicit Program(llvm::StringRef Folder) : NameOf(Folder) {}

  /// What a unit asks.
  struct Questions {
    std::vector<ProgramFacts::OpenMember> Members;
    std::vector<size_t> Futures; ///< Functions that return them.
    std::vector<size_t> Calls;   ///< Functions that may throw.
  };

  /// Adds \p Facts, those of a unit that is compiled in \p BuildDirectory. What they ask is
  /// returned, with the program's numbers.
  Questions add(const ProgramFacts &Facts, llvm::StringRef BuildDirectory);

  const ReturnedFutures &futures() const { return Futures; }
  const Throwers &throwers() const { return Throwing; }

  /// \p Whole: no function of the program is missing. Then it counts that none joins it.
  Answer answer(const ProgramFacts::OpenMember &Asked, bool Whole) const;

  const ProgramFacts::Entity &entity(size_t Number) const { return Entities[Number]; }

  /// True if nothing else has the name of \p Entity: neither what overloads it, nor what only
  /// some units know to be the same, as they have met another declaration of it first.
  bool isOnly(size_t Entity) const { return Named.lookup(Entities[Entity].Name) == 1; }

  /// Where the body of \p Function stands, or null if no unit has it.
  const FilePlace *body(size_t Function) const;

  /// \p Place, by the name that the file has here.
  FilePlace named(const FilePlace &Place, llvm::StringRef BuildDirectory) {
    return {NameOf(Place.File, BuildDirectory), Place.Offset};
  }

private:
  /// All that bodies of one function do: units may see different ones.
  struct Function {
    FilePlace Body;
    std::optional<size_t> Class;
    bool IsDestructor = false, Overrides = false, Unknown = false;
    Set Calls, CallsWithThis, Asked;
  };
  /// What is done to one member, by which functions.
  struct Member {
    Set ReleasedBy;
    bool Escapes = false;
  };

  size_t numberOf(const ProgramFacts::Entity &Entity);
  void add(const ProgramFacts::Function &Fact, const std::vector<size_t> &Numbers, FilePlace Body);
  void addFutures(const ProgramFacts &Facts, const std::vector<size_t> &Numbers,
                  llvm::StringRef BuildDirectory);
  void addThrowers(const ProgramFacts &Facts, const std::vector<size_t> &Numbers,
                   llvm::StringRef BuildDirectory);
  Set joining(size_t Field) const;
  bool isHandedOn(const ProgramFacts::OpenMember &Asked) const;
  bool isJoinedAfter(size_t Start, const Set &Joining) const;
  bool isUnknownIn(size_t Destructor, size_t Field) const;
  bool isKnown(size_t Function) const { return Functions.contains(Function); }

  PathNames NameOf;
  std::vector<ProgramFacts::Entity> Entities;
  llvm::StringMap<size_t> Numbers;
  llvm::StringMap<size_t> Named; ///< How many have a name.
  llvm::MapVector<size_t, Function> Functions;
  llvm::DenseMap<size_t, Member> Members;
  llvm::DenseMap<size_t, Set> Callers, Overridden;
  ReturnedFutures Futures;
  Throwers Throwing;
  llvm::StringMap<bool> Said; ///< The members that templates name, of whatever class.
};

} // namespace sc_lint
