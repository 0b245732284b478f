#include "DiscardedFutureCheck.h"
#include "model/Expressions.h"
#include "model/WholeProgram.h"
#include "support/GroupFixes.h"
#include "support/HeldThings.h"
#include "support/WorkNotes.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral AllowCastToVoidOption = "AllowCastToVoid";
static constexpr llvm::StringLiteral AllowMaybeUnusedOption = "AllowMaybeUnused";

DiscardedFutureCheck::DiscardedFutureCheck(StringRef Name, ClangTidyContext *Context,
                                           std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      AllowCastToVoid(Options.get(AllowCastToVoidOption, false)),
      AllowMaybeUnused(Options.get(AllowMaybeUnusedOption, true)) {}

void DiscardedFutureCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, AllowCastToVoidOption, AllowCastToVoid);
  Options.store(Opts, AllowMaybeUnusedOption, AllowMaybeUnused);
}

bool DiscardedFutureCheck::isAllowed(const DiscardSite &Discard) const {
  switch (Discard.How) {
  case DiscardSite::Kind::Statement:
    return false;
  case DiscardSite::Kind::CastToVoid:
  case DiscardSite::Kind::StdIgnore:
    return AllowCastToVoid;
  case DiscardSite::Kind::UnusedVariable:
    return Discard.MaybeUnused && AllowMaybeUnused;
  }
  llvm_unreachable("every kind of discard is listed");
}

/// What really happens to the work, and what to do.
static llvm::StringRef consequence(const DiscardSite &Discard) {
  switch (Discard.Dropped) {
  case OnDrop::Blocks:
    return Discard.MayBeDeferred
               ? "so this line blocks until the work ends, if it runs at all; keep it, and wait "
                 "where the result is needed"
               : "so this line blocks until the work ends; keep it, and wait where the result is "
                 "needed";
  case OnDrop::Detaches:
    if (Discard.ErrorsTaken)
      return "so the work runs on, and nothing waits for it; keep it and wait for it";
    return "so the work runs on, nothing waits for it, and its error is lost; keep it and wait "
           "for it";
  case OnDrop::BlocksOrDetaches:
    return "so its error is lost, and either this line blocks or nothing waits for the work; keep "
           "it and wait for it";
  case OnDrop::NeverRuns:
    return Discard.StdAsync ? "so the work never runs; keep it and call 'get()'"
                            : "so the work never runs; await it or start it";
  case OnDrop::Terminates:
    break;
  }
  llvm_unreachable("a thread that terminates is no discarded future");
}

static std::string message(const DiscardSite &Discard) {
  const std::string Source = "'" + Discard.Source + "'";
  std::string Text;
  switch (Discard.By) {
  case DiscardSite::Maker::Function:
    Text = "what " + Source + " returns";
    break;
  case DiscardSite::Maker::Class:
    Text = "this " + Source;
    break;
  case DiscardSite::Maker::Lambda:
    Text = "what this lambda returns";
    break;
  }
  const bool Unused = Discard.How == DiscardSite::Kind::UnusedVariable;
  return Text + (Unused ? " is never used, " : " is dropped at once, ") +
         consequence(Discard).str();
}

void DiscardedFutureCheck::reportDiscard(const DiscardSite &Discard, const SourceManager &Sources) {
  auto Diagnostic = diag(writtenAt(Discard.Loc, Sources), message(Discard));
  attach(Diagnostic, fixFor(Discard, Sources));
}

/// What \p Discard is if another file shows that std::async makes the handle, by \p Dropped
/// as its launch policy says.
static DiscardSite ofAsync(DiscardSite Discard, OnDrop Dropped, bool MayBeDeferred) {
  Discard.Dropped = Dropped;
  Discard.StdAsync = true;
  Discard.MayBeDeferred = MayBeDeferred;
  Discard.StartedAt = Discard.Loc;
  return Discard;
}

/// Says what is reported instead, if the rest of the program tells how the handle is made.
void DiscardedFutureCheck::reportOtherOrigins(const DiscardSite &Discard,
                                              const SourceManager &Sources) {
  const SourceLocation At = writtenAt(Discard.Loc, Sources);
  auto Note = [&](SourceLocation Loc, llvm::StringRef Text) {
    diag(Loc, Text, DiagnosticIDs::Note);
  };
  Note(writtenAt(Discard.DeclaredAt, Sources),
       WholeProgram::condition(WholeProgram::AsMade, Discard.OpenName));
  if (Discard.Dropped == OnDrop::BlocksOrDetaches) {
    DiscardSite OfPromise = Discard;
    OfPromise.Dropped = OnDrop::Detaches;
    Note(At, WholeProgram::ByPromise);
    Note(At, message(OfPromise));
    const std::pair<llvm::StringRef, DiscardSite> OfAsync[] = {
        {WholeProgram::ByAsync, ofAsync(Discard, OnDrop::Blocks, false)},
        {WholeProgram::ByDeferredAsync, ofAsync(Discard, OnDrop::NeverRuns, false)},
        {WholeProgram::ByOpenAsync, ofAsync(Discard, OnDrop::Blocks, true)}};
    for (const auto &[If, Then] : OfAsync) {
      Note(At, If);
      Note(At, message(Then));
      for (const WorkNote &Each : launchNotes(Then))
        Note(At, Each.Text);
    }
  }
  Note(At, WholeProgram::InAnyCase);
}

Fix DiscardedFutureCheck::fixFor(const DiscardSite &Discard, const SourceManager &Sources) const {
  if (Discard.WaitHere.isInvalid())
    return byHand(Discard.Dropped == OnDrop::NeverRuns
                      ? "ask for the result where it is needed, or start the work"
                      : "keep the handle, and wait where the result is needed");
  return {FixTier::Safe,
          "the wait becomes visible that this line has already",
          {FixItHint::CreateInsertion(
              Lexer::getLocForEndOfToken(Discard.WaitHere, 0, Sources, getLangOpts()), ".wait()")}};
}

void DiscardedFutureCheck::showEvidence(const DiscardSite &Discard, const SourceManager &Sources) {
  for (const WorkNote &Note : workNotes(Discard))
    diag(writtenAt(Note.Loc, Sources), Note.Text, DiagnosticIDs::Note);
  if (Discard.How == DiscardSite::Kind::CastToVoid || Discard.How == DiscardSite::Kind::StdIgnore)
    diag(writtenAt(Discard.Loc, Sources),
         "%select{a cast to void|'std::ignore'}0 waits for nothing; to leave the work alone on "
         "purpose, say why with 'sc::detached(\"reason\", ...)'",
         DiagnosticIDs::Note)
        << (Discard.How == DiscardSite::Kind::StdIgnore);
}

/// Where work is started that may outlive what it holds, which is graver.
static llvm::DenseSet<SourceLocation> escapesIn(const Facts &Found) {
  llvm::DenseSet<SourceLocation> Places;
  for (const SpawnSite &Spawn : Found.Spawns)
    if (llvm::any_of(everythingHeld(Spawn), [](const Held &H) { return H.DiesAt.isValid(); }))
      Places.insert(Spawn.Loc);
  return Places;
}

/// What holds if the whole program drops what a function returns.
void DiscardedFutureCheck::reportMaker(const FutureMaker &Maker, const SourceManager &Sources) {
  const SourceLocation At = writtenAt(Maker.Loc, Sources);
  if (!isReportable(Maker.Loc, Sources))
    return;
  diag(At, "all who call '%0' drop what it returns, so nobody asks what has come of its work; have "
           "them wait, or give the work an owner here, such as an 'sc::group'")
      << Maker.Name;
  diag(writtenAt(Maker.DeclaredAt, Sources),
       WholeProgram::condition(WholeProgram::AllDrop, Maker.FullName), DiagnosticIDs::Note);
  offer(At,
        byHand("let callers wait for what it returns, or take the owner of the work from them"));
}

void DiscardedFutureCheck::report(const Facts &Found, const SourceManager &Sources) {
  const llvm::DenseSet<SourceLocation> Graver =
      isOn("structured-escaping-capture") ? escapesIn(Found) : llvm::DenseSet<SourceLocation>();
  for (const DiscardSite &Discard : Found.Discards)
    if (isReportable(Discard.Loc, Sources) && !isAllowed(Discard) &&
        !Graver.contains(Discard.Loc)) {
      reportDiscard(Discard, Sources);
      if (!Discard.OpenName.empty())
        reportOtherOrigins(Discard, Sources);
      showEvidence(Discard, Sources);
      llvm::SmallVector<Fix, 2> Fixes{fixFor(Discard, Sources)};
      if (std::optional<Fix> Group = GroupFixes(Found, Sources).forDiscarded(Discard))
        Fixes.push_back(*std::move(Group));
      offer(writtenAt(Discard.Loc, Sources), Fixes);
    }
  for (const FutureMaker &Maker : Found.FutureMakers)
    reportMaker(Maker, Sources);
}

} // namespace clang::tidy::structured
