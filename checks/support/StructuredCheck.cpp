#include "StructuredCheck.h"
#include "checks/model/Expressions.h"
#include "checks/model/Model.h"
#include "checks/model/SinkConfig.h"
#include "clang-tidy/utils/OptionsUtils.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang::ast_matchers;

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral IgnoreTestsOption = "IgnoreTests";
static constexpr llvm::StringLiteral IgnoreMacrosOption = "IgnoreMacros";

StructuredCheck::StructuredCheck(StringRef Name, ClangTidyContext *Context,
                                 std::shared_ptr<ModelCache> Models)
    : ClangTidyCheck(Name, Context), Tidy(*Context), Models(std::move(Models)),
      SinkConfig(Options.getLocalOrGlobal(SinkConfigOption, "")),
      IgnoreTests(Options.getLocalOrGlobal(IgnoreTestsOption, "")),
      IgnoreMacros(Options.getLocalOrGlobal(IgnoreMacrosOption, false)) {
  for (StringRef List : SpawnTable::lists())
    Added.push_back(Options.getLocalOrGlobal(List, "").str());
}

void StructuredCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  for (const auto &[List, Entries] : llvm::zip(SpawnTable::lists(), Added))
    Options.store(Opts, List, Entries);
  Options.store(Opts, SinkConfigOption, SinkConfig);
  Options.store(Opts, IgnoreTestsOption, IgnoreTests);
  Options.store(Opts, IgnoreMacrosOption, IgnoreMacros);
}

void StructuredCheck::complain(llvm::Error Err) {
  llvm::handleAllErrors(std::move(Err), [&](const llvm::ErrorInfoBase &Each) {
    configurationDiag("%0") << Each.message();
  });
}

/// What is known of libraries, what files add to that, and what the options add
/// to both. What cannot be understood is reported, and the rest is used.
SpawnTable StructuredCheck::readTable(llvm::vfs::FileSystem &Files) {
  SpawnTable Table = SpawnTable::builtin();
  for (StringRef Path : utils::options::parseStringList(SinkConfig))
    complain(addSinkConfig(Table, Path, getCurrentMainFile(), Files));
  for (const auto &[List, Entries] : llvm::zip(SpawnTable::lists(), Added))
    complain(Table.add(List, Entries));
  return Table;
}

void StructuredCheck::readIgnored() {
  for (StringRef Glob : utils::options::parseStringList(IgnoreTests))
    if (auto Pattern = llvm::GlobPattern::create(Glob))
      Ignored.push_back(std::move(*Pattern));
    else
      complain(llvm::createStringError("'" + Glob + "' in option '" + IgnoreTestsOption +
                                       "': " + llvm::toString(Pattern.takeError())));
}

bool StructuredCheck::isReportable(SourceLocation Loc, const SourceManager &Sources) const {
  if (IgnoreMacros && Loc.isMacroID())
    return false;
  if (Ignored.empty())
    return true;
  const StringRef File = Sources.getFilename(Sources.getExpansionLoc(Loc));
  return llvm::none_of(Ignored,
                       [&](const llvm::GlobPattern &Pattern) { return Pattern.match(File); });
}

void StructuredCheck::addEdits(const DiagnosticBuilder &To, const Fix &Of) const {
  if (Of.Include && (areDiagsSelfContained() || WholeFixes::areWanted() ||
                     Models->isFirst(*Found, Of.Tier, Of.Include->RemoveRange.getBegin())))
    To << *Of.Include;
  for (const FixItHint &Edit : Of.Edits)
    To << Edit;
}

void StructuredCheck::attach(const DiagnosticBuilder &Warning, llvm::ArrayRef<Fix> Fixes) const {
  if (areDiagsSelfContained())
    return; // An editor shows the title of the note that has the edits.
  for (const Fix &Each : Fixes)
    if (Each.Tier == FixTier::Safe) {
      addEdits(Warning, Each);
      return;
    }
}

void StructuredCheck::offer(SourceLocation Loc, llvm::ArrayRef<Fix> Fixes) {
  for (const Fix &Each : Fixes) {
    // What is left open, an author fills in at once.
    if (Each.Tier == FixTier::Manual && !Each.Edits.empty() && !areDiagsSelfContained())
      continue;
    auto Note = diag(Loc, described(Each), DiagnosticIDs::Note);
    if (areDiagsSelfContained() || Each.Tier == FixTier::Review)
      addEdits(Note, Each);
  }
}

void StructuredCheck::registerMatchers(MatchFinder *Finder) {
  // The first match hands over the unit. clang-tidy begins with the unit itself.
  Finder->addMatcher(translationUnitDecl(), this);
  // Editors want diagnostics that are self-contained, and begin with the
  // declarations of the open file. Elsewhere this would be tried on all
  // declarations of all headers.
  if (areDiagsSelfContained())
    Finder->addMatcher(decl(anyOf(functionDecl(isDefinition()), varDecl(hasGlobalStorage()),
                                  cxxRecordDecl(isDefinition()))),
                       this);
}

void StructuredCheck::check(const MatchFinder::MatchResult &Result) {
  if (Found)
    return;
  readIgnored();
  const std::string Key = llvm::join(Added, "\n") + "\n" + SinkConfig;
  Found = Models->facts(*Result.Context, Key, [&] {
    return findFacts(*Result.Context,
                     readTable(Result.SourceManager->getFileManager().getVirtualFileSystem()));
  });
  report(*Found, *Result.SourceManager);
}

} // namespace clang::tidy::structured
