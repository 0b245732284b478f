#include "Fixer.h"
#include "../Batch.h"
#include "../DisplayPath.h"
#include "Apply.h"
#include "checks/rewrite/Rewrite.h"
#include <fmt/format.h>

using clang::tooling::CompileCommand;
using clang::tooling::Replacement;
using namespace llvm;

namespace sc_lint {

/// Two fixes change one place: the next round tries the second again.
static constexpr StringLiteral Clash = "two fixes change one place";

/// One fix may make place for another, and that for a third.
static constexpr unsigned MostRounds = 5;

/// Gives \p Offered their fingerprints: those that they had in the first round, as what is
/// applied since then may have made others of them.
Error Fixer::name(std::vector<FixGroup> &Offered, bool First) {
  if (none_of(Given.Fixes.Only, isFingerprint))
    return Error::success();
  if (!First) {
    std::multimap<std::string, std::string> Left = Named;
    for (FixGroup &Fix : Offered)
      if (const auto Known = Left.find(Fix.identity()); Known != Left.end()) {
        Fix.Fingerprint = Known->second;
        Left.erase(Known);
      }
    return Error::success();
  }
  nameFixes(Offered, Given.Fixes.Root);
  for (const FixGroup &Fix : Offered)
    Named.emplace(Fix.identity(), Fix.Fingerprint);
  for (const std::string &Item : Given.Fixes.Only)
    if (isFingerprint(Item) &&
        none_of(Offered, [&](const FixGroup &Fix) { return Fix.Fingerprint == Item; }))
      return createStringError("--fix-only: no fix that could be applied has the fingerprint '" +
                               Item +
                               "'; --list-fixes shows all, and those to review need --fix=review");
  return Error::success();
}

/// Those of \p Offered that are to be applied, as far as each alone tells.
Fixer::Fixes Fixer::choose(const std::vector<FixGroup> &Offered,
                           const std::vector<UnitReport> &Reports) {
  Fixes Chosen;
  for (const FixGroup &Fix : Offered) {
    if (!isNamed(Fix, Given.Fixes.Only, Folder) || Tried.count(Fix.identity()))
      continue;
    if (const std::string Why = Files.refusal(Fix, Reports); !Why.empty()) {
      ++Done.Refused[Why];
      Tried.insert(Fix.identity());
    } else if (Done.Safe + Done.Review + Chosen.size() < Given.Fixes.Most) {
      Chosen.push_back(&Fix);
    }
  }
  return Chosen;
}

/// The units that read what \p Tried changes.
static std::vector<size_t> readersOf(const std::vector<const FixGroup *> &Tried,
                                     const std::vector<UnitReport> &Reports) {
  std::set<std::string> Changed;
  for (const FixGroup *Fix : Tried)
    for (const Replacement &Edit : Fix->Edits)
      Changed.insert(Edit.getFilePath().str());
  std::vector<size_t> Readers;
  for (size_t Unit = 0; Unit < Reports.size(); ++Unit)
    if (any_of(Reports[Unit].Files,
               [&](const ReadFile &Read) { return Changed.count(Read.Path) > 0; }))
      Readers.push_back(Unit);
  return Readers;
}

/// Why \p After, of a unit that compiled as \p Before, is not what it should be, or "".
static std::string brokenBy(const UnitReport &After, const UnitReport &Before) {
  const std::string Error = After.compileError();
  return Error.empty() && Before.FatalWarning.empty() ? After.FatalWarning : Error;
}

/// Says which items of --fix-only name none of \p Offered: they may be misspelt.
void Fixer::noteUnmatched(const std::vector<FixGroup> &Offered) {
  for (const std::string &Item : Given.Fixes.Only)
    if (none_of(Offered, [&](const FixGroup &Fix) { return isNamed(Fix, Item, Folder); }))
      Done.Notes.push_back("--fix-only: no fix that could be applied is named by '" + Item + "'");
}

/// Applies what is kept of this round, and \p Tried, to \p Result, and analyses what reads
/// the changed files. Gives why a unit does not compile any more; or "", and \p Reports are
/// what was found.
Expected<std::string> Fixer::failureOf(const Fixes &Tried, EditedFiles &Result,
                                       std::vector<UnitReport> &Reports) {
  Fixes All = Kept;
  All.insert(All.end(), Tried.begin(), Tried.end());
  Result = Before;
  Fixes Clashes;
  if (Error Err = applyFixes(All, Result, Clashes))
    return std::move(Err);
  if (!Clashes.empty())
    return Clash.str();
  const std::vector<size_t> Readers = readersOf(All, Reports);
  std::vector<CompileCommand> Again;
  for (size_t Unit : Readers)
    Again.push_back(Commands[Unit]);
  auto Analyzed = analyzeAll(Again, Given, Folder, Result);
  if (!Analyzed)
    return Analyzed.takeError();
  if (!*Analyzed) {
    Interrupted = true;
    return "interrupted";
  }
  for (const auto &[Unit, After] : zip(Readers, **Analyzed))
    if (const std::string Why = brokenBy(After, Reports[Unit]); !Why.empty())
      return Why;
  for (size_t I = 0; I < Readers.size(); ++I)
    Reports[Readers[I]] = std::move((**Analyzed)[I]);
  return "";
}

std::string Fixer::describe(const FixGroup &Fix, const std::string &Why) const {
  return fmt::format("{}: a fix of {} is left out, since the file does not compile with it: {}",
                     displayPath(Fix.File, Folder), Fix.Check, Why);
}

/// Keeps those of \p Tried after which everything compiles.
Error Fixer::keepWorking(const Fixes &Now, std::vector<UnitReport> &Reports) {
  if (Now.empty() || Interrupted)
    return Error::success();
  EditedFiles Result;
  Expected<std::string> Why = failureOf(Now, Result, Reports);
  if (!Why)
    return Why.takeError();
  if (Why->empty()) {
    Kept.insert(Kept.end(), Now.begin(), Now.end());
    Done.Files = std::move(Result);
    return Error::success();
  }
  if (Interrupted)
    return Error::success();
  if (Now.size() == 1) {
    if (*Why != Clash) {
      Tried.insert(Now.front()->identity());
      if (std::string Note = describe(*Now.front(), *Why); !is_contained(Done.Notes, Note))
        Done.Notes.push_back(std::move(Note));
    }
    return Error::success();
  }
  const auto Middle = Now.begin() + Now.size() / 2;
  if (Error Err = keepWorking(Fixes(Now.begin(), Middle), Reports))
    return Err;
  return keepWorking(Fixes(Middle, Now.end()), Reports);
}

static bool includesRuntime(const FixGroup &Fix) {
  return any_of(Fix.Edits, [](const Replacement &Edit) {
    return Edit.getReplacementText().contains("#include <sc/");
  });
}

/// How many findings only a newer standard keeps from having a fix, each once.
static unsigned countOlder(const std::vector<UnitReport> &Reports) {
  std::set<std::pair<std::string, unsigned>> Places;
  for (const UnitReport &Report : Reports)
    for (const clang::tidy::ClangTidyError &Finding : Report.Findings)
      for (const clang::tooling::DiagnosticMessage &Note : Finding.Notes)
        if (StringRef(Note.Message).contains(clang::tidy::structured::NeedsNewerStandard))
          Places.insert({Finding.Message.FilePath, Finding.Message.FileOffset});
  return Places.size();
}

/// Notes that \p Fix is applied.
void Fixer::count(const FixGroup &Fix) {
  ++(Fix.Safe ? Done.Safe : Done.Review);
  Done.IncludesRuntime |= includesRuntime(Fix);
  const auto [From, To] = Named.equal_range(Fix.identity());
  const auto Name =
      std::find_if(From, To, [&](const auto &Each) { return Each.second == Fix.Fingerprint; });
  if (Name != To)
    Named.erase(Name);
}

Expected<std::optional<FixOutcome>> Fixer::run(std::vector<UnitReport> &Reports) {
  for (unsigned Round = 0; Round < MostRounds; ++Round) {
    std::vector<FixGroup> Offered = collectFixes(Reports, Given.Fixes.Level);
    if (Error Err = name(Offered, Round == 0))
      return std::move(Err);
    if (Round == 0)
      noteUnmatched(Offered);
    const Fixes Chosen = choose(Offered, Reports);
    Kept.clear();
    Before = Done.Files;
    if (Error Err = keepWorking(Chosen, Reports))
      return std::move(Err);
    if (Interrupted)
      return std::nullopt;
    for (const FixGroup *Fix : Kept)
      count(*Fix);
    if (Kept.empty())
      break;
  }
  Done.Older = countOlder(Reports);
  return std::move(Done);
}

} // namespace sc_lint
