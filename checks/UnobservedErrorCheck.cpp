#include "UnobservedErrorCheck.h"
#include "model/Expressions.h"

namespace clang::tidy {

template <> struct OptionEnumMapping<structured::UnobservedErrorCheck::Require> {
  using Require = structured::UnobservedErrorCheck::Require;
  static llvm::ArrayRef<std::pair<Require, StringRef>> getEnumMapping() {
    static constexpr std::pair<Require, StringRef> Mapping[] = {{Require::MayThrow, "may-throw"},
                                                                {Require::Always, "always"}};
    return Mapping;
  }
};

namespace structured {

static constexpr llvm::StringLiteral RequireGetOption = "RequireGet";
static constexpr llvm::StringLiteral AllowMaybeUnusedOption = "AllowMaybeUnused";

UnobservedErrorCheck::UnobservedErrorCheck(StringRef Name, ClangTidyContext *Context,
                                           std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      RequireGet(Options.get(RequireGetOption, Require::MayThrow)),
      AllowMaybeUnused(Options.get(AllowMaybeUnusedOption, false)) {}

void UnobservedErrorCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, RequireGetOption, RequireGet);
  Options.store(Opts, AllowMaybeUnusedOption, AllowMaybeUnused);
}

bool UnobservedErrorCheck::isAllowed(const UnobservedFuture &Future) const {
  if (Future.MaybeUnused && AllowMaybeUnused)
    return true;
  // Where somebody waits, what fails only in theory is not worth the words.
  const Throwing Least = Future.WaitedAt.isValid() ? Throwing::Maybe : Throwing::Hardly;
  return RequireGet == Require::MayThrow && Future.Throws.What < Least;
}

/// What happens to the work, and what shows that it may fail.
void UnobservedErrorCheck::showEvidence(const UnobservedFuture &Future,
                                        const SourceManager &Sources) {
  const ThrowEvidence &Throws = Future.Throws;
  if (Future.WaitedAt.isValid())
    diag(writtenAt(Future.WaitedAt, Sources), "waited for here, which does not rethrow",
         DiagnosticIDs::Note);
  else
    diag(writtenAt(Future.Holder.Declared, Sources),
         "nothing asks '%0' for a result; its destructor %select{waits and drops|drops}1 it",
         DiagnosticIDs::Note)
        << Future.Holder.Name << (Future.Dropped != OnDrop::Blocks);
  if (Throws.What == Throwing::Never || Throws.Loc.isInvalid())
    return;
  const char *Text = Throws.What == Throwing::Visibly ? "the work throws here"
                     : Throws.Callee.empty()          ? "what the work calls here may throw"
                                                      : "the work calls '%0' here, which may throw";
  auto Note = diag(writtenAt(Throws.Loc, Sources), Text, DiagnosticIDs::Note);
  if (Throws.What != Throwing::Visibly && !Throws.Callee.empty())
    Note << Throws.Callee;
}

void UnobservedErrorCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const UnobservedFuture &Future : Found.Unobserved) {
    if (!isReportable(Future.Loc, Sources) || isAllowed(Future))
      continue;
    diag(writtenAt(Future.Loc, Sources),
         "nothing looks at %select{the %select{error|result}1 that '%2'|the "
         "%select{errors|results}1 that the futures in '%2'}0 may carry; call 'get()' on "
         "%select{it, which waits and rethrows|each, which waits and rethrows}0")
        << Future.Many << (Future.Throws.What == Throwing::Never) << Future.Holder.Name;
    showEvidence(Future, Sources);
    offer(writtenAt(Future.Loc, Sources),
          byHand("call 'get()' where the result is needed, and say there what an error means"));
  }
}

} // namespace structured
} // namespace clang::tidy
