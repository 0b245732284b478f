#include "Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

using namespace llvm;

namespace sc_lint {

/// The only one of \p Names that begins with \p Wanted, or the one that is a
/// typing error or two away, or "".
static std::string nearest(StringRef Wanted, ArrayRef<std::string> Names) {
  auto Begins = [&](StringRef Name) { return Name.starts_with(Wanted); };
  if (count_if(Names, Begins) == 1)
    return *find_if(Names, Begins);
  std::string Best;
  unsigned Least = static_cast<unsigned>(Wanted.size()) / 3 + 1;
  for (const std::string &Name : Names)
    if (const unsigned Distance = Wanted.edit_distance(Name); Distance < Least) {
      Best = Name;
      Least = Distance;
    }
  return Best;
}

std::string didYouMean(StringRef Wanted, ArrayRef<std::string> Names) {
  const std::string Name = nearest(Wanted, Names);
  return Name.empty() ? "" : "; did you mean '" + Name + "'?";
}

} // namespace sc_lint
