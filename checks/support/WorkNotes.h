#pragma once

#include "checks/model/Facts.h"

namespace clang::tidy::structured {

/// The text of a note, and its place.
struct WorkNote {
  SourceLocation Loc;
  std::string Text;
};

/// Where the work of \p Discard is started by std::async, and what the launch policy means.
std::vector<WorkNote> launchNotes(const DiscardSite &Discard);

/// What shows that work hangs on the dropped handle of \p Discard, when it runs, and
/// what it may outlive.
std::vector<WorkNote> workNotes(const DiscardSite &Discard);

} // namespace clang::tidy::structured
