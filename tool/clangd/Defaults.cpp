// clangd cannot load checks, and of those that are linked in it runs only the
// ones in a table of its own. The linker's --wrap (see CMakeLists.txt) sends
// calls of NAME to __wrap_NAME and leaves the original as __real_NAME.

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

using clang::tidy::ClangTidyOptions;
using llvm::StringRef;

/// clangd::TidyProvider, which no installed header declares.
using TidyProvider = llvm::unique_function<void(ClangTidyOptions &, StringRef) const>;

std::optional<bool>
stockIsFast(StringRef Check) asm("__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
TidyProvider stockConfig() asm("__real__ZN5clang6clangd19provideClangdConfigEv");
TidyProvider stockDefaults() asm("__real__ZN5clang6clangd20provideDefaultChecksEv");
std::optional<bool>
isFast(StringRef Check) asm("__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
TidyProvider config() asm("__wrap__ZN5clang6clangd19provideClangdConfigEv");
TidyProvider defaults() asm("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

/// What is on where no .clang-tidy names any checks, made to be appended. The
/// comma also tells it from a list that a user wrote.
static constexpr StringRef Ours = ",structured-*";

static bool isUnset(const ClangTidyOptions &Options) {
  return !Options.Checks || Options.Checks->empty();
}

/// A check of unknown speed is not run. Ours are measured: see scripts/bench.
std::optional<bool> isFast(StringRef Check) {
  return Check.starts_with("structured-") ? true : stockIsFast(Check);
}

/// The step after .clang-tidy. A .clangd changes a list; if that list were
/// empty, then removing one check of ours would remove them all.
TidyProvider config() {
  return [Stock = stockConfig()](ClangTidyOptions &Options, StringRef File) {
    if (isUnset(Options))
      Options.Checks = Ours.str();
    Stock(Options, File);
  };
}

/// The last step. Where neither file has named a check: clangd's choice, and
/// ours. The step before is left out by --enable-config=false.
TidyProvider defaults() {
  return [Stock = stockDefaults()](ClangTidyOptions &Options, StringRef File) {
    if (!isUnset(Options) && *Options.Checks != Ours)
      return;
    Options.Checks.reset();
    Stock(Options, File);
    Options.Checks = Options.Checks.value_or("") + Ours.str();
  };
}
