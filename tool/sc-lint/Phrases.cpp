#include "Phrases.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

namespace sc_lint {

std::string counted(size_t Count, llvm::StringRef What, llvm::StringRef Ending) {
  return fmt::format("{} {}{}", Count, What.str(), Count == 1 ? "" : Ending.str());
}

std::string someOf(const std::vector<std::string> &Names) {
  constexpr size_t Most = 3;
  const std::string Text = llvm::join(llvm::ArrayRef(Names).take_front(Most), ", ");
  return Names.size() > Most ? fmt::format("{} and {} more", Text, Names.size() - Most) : Text;
}

} // namespace sc_lint
