#include "SpawnTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace clang::tidy::structured {

std::optional<OnDrop> parseOnDrop(llvm::StringRef Text) {
  return llvm::StringSwitch<std::optional<OnDrop>>(Text)
      .Case("blocks", OnDrop::Blocks)
      .Case("detaches", OnDrop::Detaches)
      .Case("blocks-or-detaches", OnDrop::BlocksOrDetaches)
      .Case("never-runs", OnDrop::NeverRuns)
      .Case("terminates", OnDrop::Terminates)
      .Default(std::nullopt);
}

const OwnerApi &OwnerApi::usual() {
  static const OwnerApi Usual = {{"go", "try_go", "run", "spawn", "start", "add", "submit", "post",
                                  "enqueue", "execute", "launch", "async", "schedule", "fork"},
                                 {"wait", "wait_all", "waitAll", "wait_for_all", "waitForAll",
                                  "waitForDone", "wait_for_tasks", "join", "join_all", "joinAll",
                                  "joinAsync", "sync"}};
  return Usual;
}

bool SpawnTable::knowsWord(llvm::StringRef Word) const {
  bool Known = false;
  Owners.forEach([&](llvm::StringRef, const OwnerApi &Each) {
    Known |= llvm::is_contained(Each.Starts, Word) || llvm::is_contained(Each.Waits, Word);
  });
  const auto Has = [&](const auto &...Names) { return (Names.containsLast(Word) || ...); };
  return Known ||
         Has(Spawns, Futures, Policies, Owners, Joiners, Discardable, Entries, Promised, Ready,
             RunAtOnce, ContinuedAtOnce, DetachingFunctions, JoiningFunctions, Synchronous, Sleeps,
             StopTokens, TokenGivers, Notifiers, DetachStateFunctions);
}

//===-- What options and files add ------------------------------------------===//

/// One entry of a list: NAME, NAME=EFFECT or NAME=EFFECT@CALLABLE.
struct Entry {
  llvm::StringRef Text, Name, Effect, Callable;
};

static Entry splitEntry(llvm::StringRef Text) {
  auto [Name, Rest] = Text.split('=');
  auto [Effect, Callable] = Rest.split('@');
  return {Text, Name.trim(), Effect.trim(), Callable.trim()};
}

static bool isIdentifier(llvm::StringRef Text) {
  return !Text.empty() && !llvm::isDigit(Text.front()) &&
         llvm::all_of(Text, [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

/// What is wrong with a name, or "".
static llvm::StringRef whyNoName(llvm::StringRef Name) {
  if (!Name.consume_front("::"))
    return "a name starts with '::', as in '::acme::Pool::submit'";
  llvm::SmallVector<llvm::StringRef> Parts;
  Name.split(Parts, "::");
  return llvm::all_of(Parts, isIdentifier)
             ? ""
             : "a name is identifiers with '::' before each, without template arguments, "
               "parameters or wildcards";
}

static constexpr const char EffectHelp[] =
    "after '=' stands what happens to dropped work: "
    "blocks, detaches, blocks-or-detaches, never-runs or terminates";

static constexpr const char SpawnHelp[] =
    "after '=' stands what happens to dropped work: "
    "blocks, detaches, blocks-or-detaches, never-runs or terminates; or posts if an executor runs "
    "it, on-event if an event loop does";

/// Each returns what is wrong with an entry, or "".
static llvm::StringRef addSpawn(SpawnTable &Table, const Entry &Added) {
  const Posting Posted = llvm::StringSwitch<Posting>(Added.Effect)
                             .Case("posts", Posting::Soon)
                             .Case("on-event", Posting::OnEvent)
                             .Default(Posting::No);
  std::optional<OnDrop> Dropped =
      Posted == Posting::No ? parseOnDrop(Added.Effect) : OnDrop::Detaches;
  if (!Dropped)
    return SpawnHelp;
  SpawnApi Api{Added.Name.str(), *Dropped, 0};
  Api.OwnThread = *Dropped == OnDrop::Terminates;
  Api.Posted = Posted;
  Api.Rethrown = Posted == Posting::OnEvent;
  if (Added.Text.contains('@') && Added.Callable.getAsInteger(10, Api.Callable))
    return "after '@' stands the number of the callable's argument, counted from 0";
  Table.Spawns.set(Added.Name, std::move(Api));
  return "";
}

static llvm::StringRef addFuture(SpawnTable &Table, const Entry &Added) {
  const bool Plain = !Added.Text.contains('=');
  std::optional<OnDrop> Dropped = Plain ? OnDrop::Detaches : parseOnDrop(Added.Effect);
  if (!Dropped || Added.Text.contains('@'))
    return EffectHelp;
  Table.Futures.set(Added.Name, *Dropped);
  return "";
}

/// Reads the names of member functions, with commas between, into \p To. False if
/// that is not what \p Text is.
static bool readMembers(llvm::StringRef Text, std::vector<std::string> &To) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Text.split(Parts, ',');
  for (llvm::StringRef Part : Parts)
    To.push_back(Part.trim().str());
  return llvm::all_of(To, isIdentifier);
}

static llvm::StringRef addOwner(SpawnTable &Table, const Entry &Added) {
  if (!Added.Text.contains('=')) {
    if (!Table.Owners.contains(Added.Name))
      Table.Owners.set(Added.Name, OwnerApi::usual());
    return "";
  }
  auto [Waits, Closed] = Added.Callable.split('@');
  OwnerApi Api;
  Api.Closes = Closed.trim() == "closes";
  Api.AtEnd = OwnerApi::End::LosesErrors;
  if (!readMembers(Added.Effect, Api.Starts) || !readMembers(Waits, Api.Waits) ||
      (!Api.Closes && !Closed.empty()))
    return "after '=' stand the member functions that start a task, after '@' those that wait, "
           "each with ',' between, and then '@closes' if nothing can be started after a wait";
  Table.Owners.set(Added.Name, std::move(Api));
  return "";
}

template <NameMap<bool> SpawnTable::*List>
static llvm::StringRef addName(SpawnTable &Table, const Entry &Added) {
  if (Added.Text.contains('='))
    return "this list holds names, and nothing after them";
  (Table.*List).set(Added.Name, true);
  return "";
}

static constexpr llvm::StringRef ListNames[] = {
    "SpawnApis",      "FutureTypes",          "OwningTypes",
    "JoiningTypes",   "DiscardableFunctions", "SynchronousFunctions",
    "SleepFunctions",
};

/// In the same order.
static constexpr llvm::StringRef (*AddToList[])(SpawnTable &, const Entry &) = {
    addSpawn,
    addFuture,
    addOwner,
    addName<&SpawnTable::Joiners>,
    addName<&SpawnTable::Discardable>,
    addName<&SpawnTable::Synchronous>,
    addName<&SpawnTable::Sleeps>,
};

llvm::ArrayRef<llvm::StringRef> SpawnTable::lists() { return ListNames; }

llvm::Error SpawnTable::add(llvm::StringRef List, llvm::StringRef Entries) {
  const auto Add = AddToList[llvm::find(ListNames, List) - ListNames];
  llvm::SmallVector<llvm::StringRef> Parts;
  Entries.split(Parts, ';', -1, /*KeepEmpty=*/false);
  llvm::Error Problems = llvm::Error::success();
  for (llvm::StringRef Part : Parts) {
    const Entry Added = splitEntry(Part.trim());
    if (Added.Text.empty())
      continue;
    llvm::StringRef Why = whyNoName(Added.Name);
    if (Why.empty())
      Why = Add(*this, Added);
    if (!Why.empty())
      Problems = llvm::joinErrors(
          std::move(Problems),
          llvm::createStringError("'" + Added.Text + "' in option '" + List + "': " + Why));
  }
  return Problems;
}

} // namespace clang::tidy::structured
