#pragma once

#include "checks/model/Facts.h"

namespace clang::tidy::structured {

/// The text of a note, and its place.
struct WorkNote {
  SourceLocation Loc;
  std::string Text;
};

/// What shows that work hangs on the dropped handle of \p Discard, and when it
/// runs.
std::vector<WorkNote> workNotes(const DiscardSite &Discard);

} // namespace clang::tidy::structured
