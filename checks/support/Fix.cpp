#include "Fix.h"

namespace clang::tidy::structured {

static thread_local bool Whole = false;

WholeFixes::WholeFixes() { Whole = true; }

WholeFixes::~WholeFixes() { Whole = false; }

bool WholeFixes::areWanted() { return Whole; }

static const char *nameOf(FixTier Tier) {
  switch (Tier) {
  case FixTier::Safe:
    return "safe";
  case FixTier::Review:
    return "review";
  case FixTier::Manual:
    return "manual";
  }
  llvm_unreachable("every tier is listed");
}

std::string described(const Fix &Of) {
  return std::string("fix (") + nameOf(Of.Tier) + "): " + Of.Effect;
}

} // namespace clang::tidy::structured
