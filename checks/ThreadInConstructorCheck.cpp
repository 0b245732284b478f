#include "ThreadInConstructorCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral WarnInConstructorsOption = "WarnInConstructors";

ThreadInConstructorCheck::ThreadInConstructorCheck(StringRef Name, ClangTidyContext *Context,
                                                   std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      WarnInConstructors(Options.get(WarnInConstructorsOption, false)) {}

void ThreadInConstructorCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, WarnInConstructorsOption, WarnInConstructors);
}

static std::string message(const EarlyStart &Start, const SpawnSite &Spawn) {
  const std::string Work = Spawn.OwnThread ? "a thread" : "work";
  if (Start.What != EarlyStart::Kind::Constructor)
    return "'" + Start.Name + "' starts " + Work +
           " before main, when static objects of other files may not exist yet; start it in main, "
           "or in a function that main calls";
  if (Start.GoesOnAt.isValid())
    return "the constructor of '" + Start.Name + "' starts " + Work +
           " that uses the object before it is complete; start it in the last line, or in a "
           "function of its own";
  return "the constructor of '" + Start.Name + "' starts " + Work +
         " that may use the object before a class that derives from it is complete; make '" +
         Start.Name + "' final, or start it in a function of its own";
}

void ThreadInConstructorCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const EarlyStart &Start : Found.EarlyStarts) {
    std::vector<size_t> Spawns = Start.Spawns;
    // A graver report speaks of work that is lost: nothing waits for it.
    llvm::erase_if(Spawns, [&](size_t Index) { return Found.Spawns[Index].Lost; });
    const bool OfConstructor = Start.What == EarlyStart::Kind::Constructor;
    if (Spawns.empty() || (OfConstructor && !WarnInConstructors) ||
        !isReportable(Start.Loc, Sources))
      continue;
    diag(writtenAt(Start.Loc, Sources), message(Start, Found.Spawns[Spawns.front()]));
    for (size_t Index : Spawns)
      if (const SourceLocation Loc = Found.Spawns[Index].Loc; Loc != Start.Loc)
        diag(writtenAt(Loc, Sources), "started here", DiagnosticIDs::Note);
    if (Start.GoesOnAt.isValid())
      diag(writtenAt(Start.GoesOnAt, Sources), "the constructor goes on here", DiagnosticIDs::Note);
    offer(writtenAt(Start.Loc, Sources),
          byHand("start it later; from when on all that it uses is ready is for you to say"));
  }
}

} // namespace clang::tidy::structured
