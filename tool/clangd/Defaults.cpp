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
TidyProvider stockDefaults() asm("__real__ZN5clang6clangd20provideDefaultChecksEv");
std::optional<bool>
isFast(StringRef Check) asm("__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
TidyProvider defaults() asm("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

/// A check of unknown speed is not run. Ours are measured: see scripts/bench.
std::optional<bool> isFast(StringRef Check) {
  return Check.starts_with("structured-") ? true : stockIsFast(Check);
}

/// Where no configuration names any checks: clangd's own choice, and ours.
TidyProvider defaults() {
  return [Stock = stockDefaults()](ClangTidyOptions &Options, StringRef File) {
    const bool Configured = Options.Checks && !Options.Checks->empty();
    Stock(Options, File);
    if (!Configured)
      Options.Checks = Options.Checks.value_or("") + ",structured-*";
  };
}
