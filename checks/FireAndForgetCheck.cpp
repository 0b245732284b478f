#include "FireAndForgetCheck.h"
#include "model/Expressions.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral WarnOnAllOption = "WarnOnAll";

FireAndForgetCheck::FireAndForgetCheck(StringRef Name, ClangTidyContext *Context,
                                       std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      WarnOnAll(Options.get(WarnOnAllOption, false)) {}

void FireAndForgetCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, WarnOnAllOption, WarnOnAll);
}

/// Where it shows that \p Spawn's work can fail and nobody would learn of it, or
/// invalid.
static SourceLocation lostError(const SpawnSite &Spawn) {
  const ThrowEvidence &Throws = Spawn.Work.Throws;
  // What handles an event fails where the event loop is run, as a call from there would.
  const bool Elsewhere = Spawn.Posted == Posting::Soon && !Spawn.Rethrown;
  if (Throws.What >= Throwing::Known && (Spawn.Forgets || Elsewhere))
    return Throws.Loc;
  return Spawn.Work.Awaits;
}

/// True if \p Spawn keeps the object that it uses alive until it has ended.
static bool keepsObject(const SpawnSite &Spawn) {
  return llvm::any_of(everythingHeld(Spawn),
                      [](const Held &H) { return H.SharesThis || H.KeptAlive; });
}

bool FireAndForgetCheck::isLost(const SpawnSite &Spawn) const {
  if (Spawn.Posted == Posting::No || Spawn.In.OfOwner)
    return false;
  // Who waits for the executor does not get what 'detached' drops.
  const bool Fails = lostError(Spawn).isValid() && (Spawn.Forgets || !Spawn.Awaited);
  return Fails ||
         (WarnOnAll && Spawn.Posted == Posting::Soon && !Spawn.Awaited && !keepsObject(Spawn));
}

static llvm::StringRef message(const SpawnSite &Spawn) {
  if (lostError(Spawn).isInvalid())
    return "nobody waits for this work, or sees how it ends; keep a handle of it, or hand it to an "
           "owner that waits";
  if (Spawn.Forgets)
    return "'detached' drops the error that ends this coroutine, so that nobody learns of it; "
           "pass a completion handler that takes the error, or await the coroutine";
  return "nobody who handed this work over sees what it throws; catch the error in the work, or "
         "have a handle carry it to who waits";
}

static llvm::StringRef evidence(const SpawnSite &Spawn) {
  if (Spawn.Work.Throws.What < Throwing::Known)
    return "awaited here, where nothing catches an error";
  return Spawn.Work.Throws.What == Throwing::Visibly ? "thrown here" : "called here";
}

void FireAndForgetCheck::report(const Facts &Found, const SourceManager &Sources) {
  llvm::DenseSet<size_t> Said; // Of what a graver report speaks.
  for (const OutlivedObject &Object : Found.OutlivedObjects)
    Said.insert(Object.Spawn);
  for (size_t Index = 0; Index < Found.Spawns.size(); ++Index) {
    const SpawnSite &Spawn = Found.Spawns[Index];
    const bool Dies =
        llvm::any_of(everythingHeld(Spawn), [](const Held &H) { return H.DiesAt.isValid(); });
    if (!isLost(Spawn) || Dies || Said.contains(Index) || !isReportable(Spawn.Loc, Sources) ||
        !Reported.insert(writtenAt(Spawn.Loc, Sources)).second)
      continue;
    diag(writtenAt(Spawn.Loc, Sources), message(Spawn));
    if (const SourceLocation Loc = lostError(Spawn); Loc.isValid())
      diag(writtenAt(Loc, Sources), evidence(Spawn), DiagnosticIDs::Note);
    offer(writtenAt(Spawn.Loc, Sources), byHand("decide who should learn of a failure, by a "
                                                "handler, or by a handle that somebody waits for"));
  }
}

} // namespace clang::tidy::structured
