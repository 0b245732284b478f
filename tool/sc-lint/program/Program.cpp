#include "Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace sc_lint {

//===-- Putting it together --------------------------------------------------===//

size_t Program::numberOf(const ProgramFacts::Entity &Entity) {
  const std::string Key =
      Entity.Name + '\n' + Entity.Declared.File + '\n' + utostr(Entity.Declared.Offset);
  const auto [At, New] = Numbers.try_emplace(Key, Entities.size());
  if (New) {
    Entities.push_back(Entity);
    ++Named[Entity.Name];
  }
  return At->second;
}

static std::vector<size_t> renumbered(const std::vector<size_t> &All,
                                      const std::vector<size_t> &Numbers) {
  std::vector<size_t> Renumbered(All);
  for (size_t &Each : Renumbered)
    Each = Numbers.at(Each);
  return Renumbered;
}

void Program::add(const ProgramFacts::Function &Fact, const std::vector<size_t> &Numbers,
                  FilePlace Body) {
  const size_t Self = Numbers.at(Fact.Self);
  Function &Known = Functions[Self];
  // Of several, the first by name, whatever the order of the units is.
  if (Known.Body.File.empty() ||
      std::tie(Body.File, Body.Offset) < std::tie(Known.Body.File, Known.Body.Offset))
    Known.Body = std::move(Body);
  if (Fact.Class)
    Known.Class = Numbers.at(*Fact.Class);
  Known.IsDestructor |= Fact.IsDestructor;
  Known.Overrides |= !Fact.Overridden.empty() && !Fact.IsDestructor;
  Known.Unknown |= Fact.Unknown;
  for (size_t Base : renumbered(Fact.Overridden, Numbers))
    Overridden[Self].insert(Base);
  for (size_t Called : renumbered(Fact.Calls, Numbers)) {
    Known.Calls.insert(Called);
    Callers[Called].insert(Self);
  }
  for (size_t Called : renumbered(Fact.CallsWithThis, Numbers))
    Known.CallsWithThis.insert(Called);
  for (size_t Field : renumbered(Fact.Asked, Numbers))
    Known.Asked.insert(Field);
  for (size_t Field : renumbered(Fact.Escapes, Numbers))
    Members[Field].Escapes = true;
  for (size_t Field : make_first_range(Fact.Releases))
    Members[Numbers.at(Field)].ReleasedBy.insert(Self);
  for (const std::string &Name : Fact.Said)
    Said[Name] = true;
}

void Program::addFutures(const ProgramFacts &Facts, const std::vector<size_t> &Numbers,
                         StringRef BuildDirectory) {
  for (ProgramFacts::FutureSource Each : Facts.FutureSources) {
    Each.Self = Numbers.at(Each.Self);
    Each.From = renumbered(Each.From, Numbers);
    if (Each.Async)
      Each.Async = named(*Each.Async, BuildDirectory);
    Futures.add(Each);
  }
  for (const ProgramFacts::FutureUse &Each : Facts.FutureUses)
    Futures.add({Numbers.at(Each.Function), named(Each.At, BuildDirectory), Each.Dropped});
}

void Program::addThrowers(const ProgramFacts &Facts, const std::vector<size_t> &Numbers,
                          StringRef BuildDirectory) {
  for (ProgramFacts::Thrower Each : Facts.Throwers) {
    Each.Self = Numbers.at(Each.Self);
    Each.Body = named(Each.Body, BuildDirectory);
    if (Each.Thrown)
      Each.Thrown = named(*Each.Thrown, BuildDirectory);
    for (auto &[Called, At] : Each.Calls) {
      Called = Numbers.at(Called);
      At = named(At, BuildDirectory);
    }
    const size_t Self = Each.Self;
    Throwing.add(std::move(Each), Entities[Self].Name);
  }
  for (const ProgramFacts::Dispatch &Each : Facts.Dispatches)
    Throwing.add({Numbers.at(Each.Self), renumbered(Each.Targets, Numbers), Each.Unknown});
}

Program::Questions Program::add(const ProgramFacts &Facts, StringRef BuildDirectory) {
  std::vector<size_t> Ours;
  for (const ProgramFacts::Entity &Each : Facts.Entities)
    Ours.push_back(numberOf({Each.Name, named(Each.Declared, BuildDirectory)}));
  for (const ProgramFacts::Function &Each : Facts.Functions)
    add(Each, Ours, named(Each.Body, BuildDirectory));
  addFutures(Facts, Ours, BuildDirectory);
  addThrowers(Facts, Ours, BuildDirectory);
  Questions Asked{Facts.OpenMembers, renumbered(Facts.OpenFutures, Ours),
                  renumbered(Facts.OpenCalls, Ours)};
  for (ProgramFacts::OpenMember &Each : Asked.Members) {
    Each.Field = Ours.at(Each.Field);
    Each.Class = Ours.at(Each.Class);
    for (std::optional<size_t> *Function : {&Each.StartedBy, &Each.Destructor})
      if (*Function)
        *Function = Ours.at(**Function);
    Each.Methods = renumbered(Each.Methods, Ours);
  }
  return Asked;
}

//===-- Asking it --------------------------------------------------------------===//

const FilePlace *Program::body(size_t Number) const {
  const auto At = Functions.find(Number);
  return At == Functions.end() ? nullptr : &At->second.Body;
}

/// The functions that may join the thread in \p Field, themselves or by what they call.
Program::Set Program::joining(size_t Field) const {
  Set Joining;
  SmallVector<size_t> Left;
  auto Add = [&](size_t Each) {
    if (Joining.insert(Each).second)
      Left.push_back(Each);
  };
  if (const auto At = Members.find(Field); At != Members.end())
    for_each(At->second.ReleasedBy, Add);
  while (!Left.empty()) {
    const size_t Next = Left.pop_back_val();
    // Who calls the function of a base class may call this one.
    for (const auto *Others : {&Callers, &Overridden})
      if (const auto At = Others->find(Next); At != Others->end())
        for_each(At->second, Add);
  }
  return Joining;
}

/// True if others than the functions of its class may join it.
bool Program::isHandedOn(const ProgramFacts::OpenMember &Asked) const {
  const StringRef Name = Entities[Asked.Field].Name;
  if (Said.contains(Name.substr(Name.rfind(':') + 1)))
    return true;
  const auto At = Members.find(Asked.Field);
  return At != Members.end() &&
         (At->second.Escapes || any_of(At->second.ReleasedBy, [&](size_t Each) {
            return Functions.find(Each)->second.Class != Asked.Class;
          }));
}

/// True if \p Start joins it too, or is called by what does, or if that is called through a
/// base class.
bool Program::isJoinedAfter(size_t Start, const Set &Joining) const {
  return any_of(Functions, [&](const auto &Each) {
    const bool Starts = Each.first == Start || Each.second.Calls.contains(Start);
    return (Starts || Each.second.Overrides) && Joining.contains(Each.first);
  });
}

/// True if \p Destructor, or what it calls, is missing, or sees to it in an unknown way that
/// nothing runs any more.
bool Program::isUnknownIn(size_t Destructor, size_t Field) const {
  Set Seen{Destructor};
  SmallVector<size_t> Left{Destructor};
  while (!Left.empty()) {
    const auto At = Functions.find(Left.pop_back_val());
    if (At == Functions.end())
      continue; // It does not get the object.
    const Function &Does = At->second;
    if (Does.Unknown || Does.Asked.contains(Field) ||
        any_of(Does.CallsWithThis, [&](size_t Called) { return !isKnown(Called); }))
      return true;
    for (size_t Called : Does.Calls)
      if (Seen.insert(Called).second)
        Left.push_back(Called);
  }
  return !isKnown(Destructor);
}

Program::Answer Program::answer(const ProgramFacts::OpenMember &Asked, bool Whole) const {
  if (isHandedOn(Asked))
    return Answer::Unknown;
  const Set Joining = joining(Asked.Field);
  auto IsDestructor = [&](size_t Each) {
    const auto At = Functions.find(Each);
    return At != Functions.end() && At->second.IsDestructor;
  };
  if (any_of(Joining, IsDestructor) ||
      (Asked.StartedBy && isJoinedAfter(*Asked.StartedBy, Joining)))
    return Answer::Joined;
  if (Asked.Public && !Whole)
    return Answer::Unknown;
  if (Asked.Destructor)
    return isUnknownIn(*Asked.Destructor, Asked.Field) ? Answer::Unknown : Answer::NotJoined;
  // Without one, who calls what joins, and so before the end, would have to be seen.
  const bool AllSeen =
      Whole && Joining.empty() && all_of(Asked.Methods, [&](size_t Each) { return isKnown(Each); });
  return AllSeen ? Answer::NotJoined : Answer::Unknown;
}

} // namespace sc_lint
