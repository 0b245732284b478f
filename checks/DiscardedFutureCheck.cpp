#include "DiscardedFutureCheck.h"
#include "model/Expressions.h"
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

void DiscardedFutureCheck::reportDiscard(const DiscardSite &Discard, const SourceManager &Sources) {
  const bool Unused = Discard.How == DiscardSite::Kind::UnusedVariable;
  auto Diagnostic =
      diag(writtenAt(Discard.Loc, Sources), "%select{what '%1' returns|this '%1'|what this lambda "
                                            "returns}0 is %select{dropped at once|never "
                                            "used}2, %3");
  Diagnostic << static_cast<unsigned>(Discard.By) << Discard.Source << Unused
             << consequence(Discard);
  attach(Diagnostic, fixFor(Discard, Sources));
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

void DiscardedFutureCheck::report(const Facts &Found, const SourceManager &Sources) {
  const llvm::DenseSet<SourceLocation> Graver =
      isOn("structured-escaping-capture") ? escapesIn(Found) : llvm::DenseSet<SourceLocation>();
  for (const DiscardSite &Discard : Found.Discards)
    if (isReportable(Discard.Loc, Sources) && !isAllowed(Discard) &&
        !Graver.contains(Discard.Loc)) {
      reportDiscard(Discard, Sources);
      showEvidence(Discard, Sources);
      llvm::SmallVector<Fix, 2> Fixes{fixFor(Discard, Sources)};
      if (std::optional<Fix> Group = GroupFixes(Found, Sources).forDiscarded(Discard))
        Fixes.push_back(*std::move(Group));
      offer(writtenAt(Discard.Loc, Sources), Fixes);
    }
}

} // namespace clang::tidy::structured
