#include "HeldThings.h"

namespace clang::tidy::structured {

std::vector<Held> everythingHeld(const SpawnSite &Spawn) {
  std::vector<Held> All = Spawn.Work.Captures;
  All.insert(All.end(), Spawn.Arguments.begin(), Spawn.Arguments.end());
  return All;
}

std::string quoted(const std::vector<Held> &Things) {
  std::string Text = "'" + Things.front().Name + "'";
  if (Things.size() == 2)
    Text += " and '" + Things.back().Name + "'";
  else if (Things.size() > 2)
    Text += " and " + std::to_string(Things.size() - 1) + " more";
  return Text;
}

llvm::StringRef howHeld(const Held &H) {
  return H.How == Hold::Reference ? "by reference" : "by its address";
}

} // namespace clang::tidy::structured
