#include "CheckNames.h"
#include "clang-tidy/ClangTidy.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang::tidy;
using llvm::StringRef;

namespace sc_lint {

static constexpr StringRef Prefix = "structured-";

static ClangTidyOptions everything() {
  ClangTidyOptions All;
  All.Checks = Prefix.str() + "*";
  return All;
}

std::string fullName(StringRef Check) {
  return Check.starts_with(Prefix) ? Check.str() : Prefix.str() + Check.str();
}

std::vector<std::string> allChecks() { return getCheckNames(everything(), false, false); }

std::vector<std::string> allOptions() {
  std::vector<std::string> Keys;
  for (const auto &Option : getCheckOptions(everything(), false, false))
    if (Option.getKey().starts_with(Prefix))
      Keys.push_back(Option.getKey().str());
  llvm::sort(Keys);
  return Keys;
}

std::vector<std::string> offChecks() {
  std::vector<std::string> Names;
  for (StringRef Key : allOptions())
    if (Key.consume_back(EnableOption))
      Names.push_back(Key.str());
  return Names;
}

} // namespace sc_lint
