#include "Pages.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <vector>

using llvm::StringRef;

namespace sc_lint {

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

llvm::ArrayRef<Page> pages() {
  static const std::vector<Page> All = [] {
    std::vector<Page> Read;
    for (StringRef File : Files) {
      File.consume_front("---\n");
      auto [Header, Text] = File.split("\n---\n");
      Read.push_back({entry(Header, "name"), entry(Header, "summary"), Text.trim()});
    }
    llvm::sort(Read, [](const Page &A, const Page &B) { return A.Name < B.Name; });
    return Read;
  }();
  return All;
}

std::optional<Page> pageOf(StringRef Check) {
  Check.consume_front("structured-");
  for (const Page &P : pages())
    if (P.Name.drop_front(StringRef("structured-").size()) == Check)
      return P;
  return std::nullopt;
}

} // namespace sc_lint
