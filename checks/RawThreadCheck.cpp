#include "RawThreadCheck.h"
#include "clang-tidy/utils/OptionsUtils.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral BannedOption = "Banned";
static constexpr llvm::StringLiteral DefaultBanned =
    "::std::thread;::boost::thread;::pthread_create;::thrd_create";

RawThreadCheck::RawThreadCheck(StringRef Name, ClangTidyContext *Context,
                               std::shared_ptr<ModelCache> Models)
    : OptionalCheck(Name, Context, std::move(Models)),
      Banned(Options.get(BannedOption, DefaultBanned)) {}

void RawThreadCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  OptionalCheck::storeOptions(Opts);
  Options.store(Opts, BannedOption, Banned);
}

/// The banned names, each with what to do instead.
std::map<std::string, std::string> RawThreadCheck::readBanned() {
  std::map<std::string, std::string> Advice;
  for (StringRef Entry : utils::options::parseStringList(Banned)) {
    auto [Name, Reason] = Entry.split('=');
    if (Name = Name.trim(); !Name.starts_with("::"))
      configurationDiag("'%0' in option '%1': a name starts with '::', as in "
                        "'::acme::Worker=use acme::Pool'")
          << Entry << BannedOption;
    else
      Advice[Name.str()] =
          Reason.trim().empty()
              ? "start it in an 'sc::group', which waits for it and keeps its error"
              : Reason.trim().str();
  }
  return Advice;
}

void RawThreadCheck::report(const Facts &Found, const SourceManager &Sources) {
  const std::map<std::string, std::string> Advice = readBanned();
  for (const SpawnSite &Spawn : Found.Spawns) {
    const auto Ban = Advice.find(Spawn.Api);
    if (Ban == Advice.end() || Spawn.In.OfOwner || !isReportable(Spawn.Loc, Sources))
      continue;
    // What becomes of the thread does not matter: a ban is one.
    diag(writtenAt(Spawn.Loc, Sources), "'%0' is banned in this project; %1")
        << StringRef(Spawn.Api).drop_front(2) << Ban->second;
    offer(writtenAt(Spawn.Loc, Sources), byHand("start the work by what the project uses instead"));
  }
}

} // namespace clang::tidy::structured
