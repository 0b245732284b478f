#include "Pages.h"
#include "CheckNames.h"
#include "Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>
#include <vector>

using llvm::StringRef;

namespace sc_lint {

namespace {
/// The documentation of a check, as it stands in docs/checks.
struct Page {
  std::string Name;
  StringRef Summary, Text;
};
} // namespace

/// The files, as CMake wrote them into this one.
static constexpr const char *Files[] = {
#include "Pages.inc"
};

/// The value of "key: value" in the lines before the text.
static StringRef entry(StringRef Header, StringRef Key) {
  for (StringRef Line : llvm::split(Header, '\n'))
    if (Line.consume_front(Key) && Line.consume_front(":"))
      return Line.trim();
  return "";
}

/// In the order of the names.
static std::vector<Page> pages() {
  std::vector<Page> Read;
  for (StringRef File : Files) {
    File.consume_front("---\n");
    auto [Header, Text] = File.split("\n---\n");
    Read.push_back({entry(Header, "name").str(), entry(Header, "summary"), Text.trim()});
  }
  llvm::sort(Read, [](const Page &A, const Page &B) { return A.Name < B.Name; });
  return Read;
}

std::string listing() {
  const std::vector<std::string> Off = offChecks();
  std::string Lines;
  for (const Page &P : pages())
    Lines += fmt::format("{:<36} {}{}\n", P.Name, P.Summary.str(),
                         llvm::is_contained(Off, P.Name) ? " (off: see --enable)" : "");
  return Lines;
}

llvm::Expected<std::string> explanation(StringRef Check) {
  const std::string Wanted = fullName(Check);
  std::vector<std::string> Names;
  for (const Page &P : pages()) {
    if (P.Name == Wanted)
      return fmt::format("{}\n{}\n\n{}\n", P.Name, P.Summary.str(), P.Text.str());
    Names.push_back(P.Name);
  }
  return llvm::createStringError("there is no check '" + Check + "'" + didYouMean(Wanted, Names) +
                                 " (--list-checks shows all)");
}

} // namespace sc_lint
