#include "SomeOf.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

std::string sc_lint::someOf(const std::vector<std::string> &Names) {
  constexpr size_t Most = 3;
  const std::string Text = llvm::join(llvm::ArrayRef(Names).take_front(Most), ", ");
  return Names.size() > Most ? fmt::format("{} and {} more", Text, Names.size() - Most) : Text;
}
