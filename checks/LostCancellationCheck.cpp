#include "LostCancellationCheck.h"
#include "model/Expressions.h"
#include "support/Inclusions.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral WarnWithoutTokenOption = "WarnWithoutToken";

LostCancellationCheck::LostCancellationCheck(StringRef Name, ClangTidyContext *Context,
                                             std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      WarnWithoutToken(Options.get(WarnWithoutTokenOption, false)) {}

void LostCancellationCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, WarnWithoutTokenOption, WarnWithoutToken);
}

static std::string message(const LostToken &Lost) {
  const std::string Token = "'" + Lost.Token + "'";
  switch (Lost.How) {
  case LostToken::Kind::Loop:
  case LostToken::Kind::Blocks:
    return "nothing looks at " + Token +
           ", so this goes on when it should stop; ask it, or pass it on, or leave it unnamed";
  case LostToken::Kind::Other:
    return "this looks at '" + Lost.Name + "' of the scope around it, and nothing looks at " +
           Token + ", by which the work is told to stop; use " + Token;
  case LostToken::Kind::Endless:
    return "this loop does not look at " + Token + ", so it goes on when it should stop; ask " +
           Token + " in it";
  case LostToken::Kind::Sleeps:
    return "this sleep goes on when " + Token +
           " says to stop; use 'sc::sleep_for', which a stop ends";
  case LostToken::Kind::NotPassedOn:
    return "'" + Lost.Name + "' is not told to stop when this is; pass " + Token + " on to it";
  case LostToken::Kind::NotTaken:
    return "this work never ends, and takes no stop token; take one, and end when it says so";
  }
  llvm_unreachable("all kinds are above");
}

/// What the evidence of \p Lost shows.
static llvm::StringRef evidence(const LostToken &Lost) {
  switch (Lost.How) {
  case LostToken::Kind::Loop:
    return "this loop does not look at it";
  case LostToken::Kind::Blocks:
    return "this blocks without it";
  default:
    return "this takes a token";
  }
}

static const char *plan(const LostToken &Lost) {
  switch (Lost.How) {
  case LostToken::Kind::NotPassedOn:
    return "pass the token on, if what is called may end before it is done";
  case LostToken::Kind::Sleeps:
    return "sleep by 'sc::sleep_for', if the work may end before it is done";
  case LostToken::Kind::NotTaken:
    return "take an 'sc::stop_token', and end the loop when it says to stop";
  default:
    return "ask the token in each round, if the work may end before it is done";
  }
}

void LostCancellationCheck::reportLoss(const LostToken &Lost, const SourceManager &Sources) {
  const SourceLocation Loc = writtenAt(Lost.Loc, Sources);
  diag(Loc, message(Lost));
  if (Lost.Evidence.isValid())
    diag(writtenAt(Lost.Evidence, Sources), evidence(Lost), DiagnosticIDs::Note);
  if (Lost.Declared.isValid() && writtenAt(Lost.Declared, Sources) != Loc)
    diag(writtenAt(Lost.Declared, Sources), "'" + Lost.Token + "' is declared here",
         DiagnosticIDs::Note);
  if (Lost.PassOn.empty())
    offer(Loc, byHand(plan(Lost)));
  else if (Lost.How == LostToken::Kind::Sleeps)
    offer(Loc, Fix{FixTier::Review, "a stop ends the sleep, and this function with it", Lost.PassOn,
                   inclusionOf("sc/sleep.h", Lost.PassOn, Sources)});
  else
    offer(Loc, Fix{FixTier::Review, "the call is told to stop when this is", Lost.PassOn});
}

void LostCancellationCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const LostToken &Lost : Found.LostTokens)
    if ((WarnWithoutToken || Lost.How != LostToken::Kind::NotTaken) &&
        isReportable(Lost.Loc, Sources))
      reportLoss(Lost, Sources);
}

} // namespace clang::tidy::structured
