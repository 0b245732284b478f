#include "Configuration.h"
#include "CheckNames.h"
#include "Nearest.h"
#include "Streams.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <set>

using namespace clang::tidy;
using namespace llvm;

namespace sc_lint {

/// clang-tidy's defaults, but for the checks.
static ClangTidyOptions defaults() {
  ClangTidyOptions Defaults;
  Defaults.Checks = DefaultChecks;
  Defaults.WarningsAsErrors = "";
  Defaults.HeaderFilterRegex = ".*";
  Defaults.ExcludeHeaderFilterRegex = "";
  Defaults.SystemHeaders = false;
  Defaults.FormatStyle = "none";
  return Defaults;
}

/// Switches \p Check on. Options of the command line go over those of files.
static void enable(StringRef Check, ClangTidyOptions &In) {
  In.CheckOptions[(Check + EnableOption).str()] = ClangTidyOptions::ClangTidyValue("true");
}

static ClangTidyOptions overrides(const Options &Given) {
  ClangTidyOptions Over;
  Over.Checks = Given.Checks;
  if (Given.Pedantic)
    for (const std::string &Check : offChecks())
      enable(Check, Over);
  auto Add = [&](const std::string &Glob) {
    Over.Checks = (Over.Checks ? *Over.Checks + "," : "") + Glob;
  };
  for (const std::string &Check : Given.Enabled) {
    enable(fullName(Check), Over);
    Add(fullName(Check));
  }
  // Clang's static analyzer is a part of clang-tidy, and takes longer than all the rest.
  Add("-clang-analyzer-*");
  Over.WarningsAsErrors = Given.WarningsAsErrors;
  Over.HeaderFilterRegex = Given.HeaderFilter;
  Over.ExcludeHeaderFilterRegex = Given.ExcludeHeaderFilter;
  return Over;
}

namespace {
/// Reads .clang-tidy files, and notes when one cannot be understood: clang-tidy
/// prints what is wrong in it and goes on as if it were not there.
class NotingProvider : public FileOptionsProvider {
public:
  NotingProvider(ClangTidyOptions Over, std::shared_ptr<bool> Broken)
      : FileOptionsProvider(ClangTidyGlobalOptions(), defaults(), std::move(Over),
                            vfs::getRealFileSystem()) {
    ConfigHandlers = {{".clang-tidy", [Broken = std::move(Broken)](MemoryBufferRef Buffer) {
                         ErrorOr<ClangTidyOptions> Parsed = parseConfiguration(Buffer);
                         *Broken |= !Parsed;
                         return Parsed;
                       }}};
  }
};
} // namespace

static Expected<ClangTidyOptions> parseGiven(MemoryBufferRef Buffer) {
  if (ErrorOr<ClangTidyOptions> Parsed = parseConfiguration(Buffer))
    return *Parsed;
  return createStringError("cannot understand the configuration in '" +
                           Buffer.getBufferIdentifier() + "': see above");
}

Expected<std::unique_ptr<ClangTidyOptionsProvider>> makeProvider(const Options &Given,
                                                                 std::shared_ptr<bool> Broken) {
  ClangTidyOptions Over = overrides(Given);
  if (!Given.Config)
    return std::make_unique<NotingProvider>(Over, std::move(Broken));
  Expected<ClangTidyOptions> Parsed =
      parseGiven({*Given.Config, Given.ConfigFile ? *Given.ConfigFile : "--config"});
  if (!Parsed)
    return Parsed.takeError();
  return std::make_unique<ConfigOptionsProvider>(ClangTidyGlobalOptions(), defaults(),
                                                 std::move(*Parsed), Over);
}

bool changesFlags(const ClangTidyOptions &Configured) {
  const auto IsGiven = [](const std::optional<ClangTidyOptions::ArgList> &Args) {
    return Args && !Args->empty();
  };
  return IsGiven(Configured.ExtraArgs) || IsGiven(Configured.ExtraArgsBefore) ||
         IsGiven(Configured.RemovedArgs);
}

void addConfigurationFiles(StringRef Source, const Options &Given, std::set<std::string> &Files) {
  if (Given.ConfigFile) {
    SmallString<256> Path(*Given.ConfigFile);
    (void)sys::fs::make_absolute(Path);
    Files.insert(Path.str().str());
  }
  if (Given.Config)
    return; // In place of the others.
  for (StringRef Folder = sys::path::parent_path(Source); !Folder.empty();
       Folder = sys::path::parent_path(Folder)) {
    SmallString<256> Path(Folder);
    sys::path::append(Path, ".clang-tidy");
    if (sys::fs::exists(Path))
      Files.insert(Path.str().str());
  }
}

/// True if \p Globs, as in "Checks", name one of \p Names.
static bool nameAny(StringRef Globs, ArrayRef<std::string> Names) {
  const GlobList Named(Globs);
  return any_of(Names, [&](StringRef Name) { return Named.contains(Name); });
}

namespace {
/// Which configurations enable a check of ours.
class EnabledChecks {
public:
  /// True if \p Effective does. Asked of each unit, so each text of "Checks" is read once.
  bool any(const ClangTidyOptions &Effective) {
    const std::string Globs = Effective.Checks.value_or("");
    const auto [Known, IsNew] = AnyByGlobs.try_emplace(Globs);
    if (IsNew)
      Known->second = nameAny(Globs, Names);
    return Known->second;
  }

private:
  const std::vector<std::string> Names = allChecks();
  StringMap<bool> AnyByGlobs;
};
} // namespace

/// Errors: what \p Asked for is none of the checks \p Names.
static Error unknownCheck(const Twine &Problem, StringRef Asked, ArrayRef<std::string> Names) {
  return createStringError(Problem + " '" + Asked + "'" + didYouMean(Asked, Names) +
                           " (--list-checks shows all)");
}

Error validateChecks(const Options &Given) {
  const std::vector<std::string> Names = allChecks();
  for (const std::string &Check : Given.Enabled)
    if (!is_contained(Names, fullName(Check)))
      return unknownCheck("there is no check", fullName(Check), Names);
  SmallVector<StringRef> Globs;
  const std::string Wanted = Given.Checks.value_or("");
  StringRef(Wanted).split(Globs, ',', -1, /*KeepEmpty=*/false);
  for (StringRef Glob : Globs) {
    Glob = Glob.trim();
    if (Glob.empty() || Glob.starts_with("-"))
      continue;
    if (!nameAny(Glob, Names))
      return unknownCheck("no check matches", Glob, Names);
  }
  return Error::success();
}

namespace {
/// A filter of headers: the option of a configuration, and that of the command line.
struct HeaderFilter {
  StringRef Option, Flag;
  std::optional<std::string> ClangTidyOptions::*InForce;
  std::optional<std::string> Options::*Given;
};
} // namespace

static constexpr HeaderFilter Filters[] = {
    {"HeaderFilterRegex", "--header-filter", &ClangTidyOptions::HeaderFilterRegex,
     &Options::HeaderFilter},
    {"ExcludeHeaderFilterRegex", "--exclude-header-filter",
     &ClangTidyOptions::ExcludeHeaderFilterRegex, &Options::ExcludeHeaderFilter}};

/// Looks for filters that are no regular expressions, and so match nothing. clang-tidy takes them;
/// so one of a configuration is only said, once, as \p Said tells.
///
/// Errors: one of the command line.
static Error validateFilters(const ClangTidyOptions &Effective, const Options &Given,
                             std::set<std::string> &Said) {
  for (const HeaderFilter &Each : Filters) {
    const std::optional<std::string> &Filter = Effective.*Each.InForce;
    std::string Problem;
    if (!Filter || Filter->empty() || Regex(*Filter).isValid(Problem))
      continue;
    const std::string What =
        ("'" + *Filter + "' in option '" + Each.Option + "' is no regular expression: " + Problem)
            .str();
    if (Given.*Each.Given)
      return createStringError(What);
    if (Said.insert(What).second)
      say("sc-lint: " + What + "; nothing matches it: mend the .clang-tidy, or give " +
          Each.Flag.str() + "\n");
  }
  return Error::success();
}

/// Errors: options of our checks that there are not, and that nothing would ask for.
static Error validateOptions(const ClangTidyOptions::OptionMap &Given) {
  for (const StringRef Key : Given.keys()) {
    if (!Key.starts_with("structured-"))
      continue;
    static const std::vector<std::string> Known = allOptions();
    if (!is_contained(Known, Key))
      return createStringError("there is no option '" + Key + "' in CheckOptions" +
                               didYouMean(Key, Known));
  }
  return Error::success();
}

Error keepChecked(std::vector<clang::tooling::CompileCommand> &Commands, const Options &Given) {
  const auto Broken = std::make_shared<bool>(false);
  auto Provider = makeProvider(Given, Broken);
  if (!Provider)
    return Provider.takeError();
  std::set<std::string> Said;
  EnabledChecks Enabled;
  std::vector<clang::tooling::CompileCommand> Checked;
  for (clang::tooling::CompileCommand &Command : Commands) {
    const ClangTidyOptions Effective = (*Provider)->getOptions(Command.Filename);
    if (*Broken)
      return createStringError("the .clang-tidy that applies to '" + Command.Filename +
                               "' cannot be understood: see above");
    if (Error Err = validateFilters(Effective, Given, Said))
      return Err;
    if (Error Err = validateOptions(Effective.CheckOptions))
      return Err;
    if (Enabled.any(Effective))
      Checked.push_back(std::move(Command));
  }
  Commands = std::move(Checked);
  if (Commands.empty())
    return createStringError(
        "the configuration switches every structured-* check off; add structured-* to 'Checks' "
        "in .clang-tidy, or give -checks='structured-*'");
  return Error::success();
}

} // namespace sc_lint
