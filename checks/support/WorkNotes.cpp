#include "WorkNotes.h"

namespace clang::tidy::structured {

std::vector<WorkNote> launchNotes(const DiscardSite &Discard) {
  std::vector<WorkNote> Notes;
  if (Discard.StartedAt.isValid())
    Notes.push_back({Discard.StartedAt,
                     Discard.Dropped == OnDrop::NeverRuns
                         ? "the work is deferred here, until somebody asks for it"
                         : "the work is started here, and the destructor of this future waits "
                           "for it"});
  if (Discard.MayBeDeferred)
    Notes.push_back({Discard.StartedAt.isValid() ? Discard.StartedAt : Discard.Loc,
                     "only with 'std::launch::async' is the work sure to run: else it may be "
                     "deferred until somebody asks for it"});
  return Notes;
}

/// Adds which object the work may outlive.
static void addObject(const OutlivedObject &Object, std::vector<WorkNote> &Notes) {
  Notes.push_back(
      {Object.End, "the work uses its '" + Object.Class + "', " +
                       (Object.HasDestructor ? "and this destructor does not wait for it"
                                             : "which has no destructor that waits for it")});
}

std::vector<WorkNote> workNotes(const DiscardSite &Discard) {
  std::vector<WorkNote> Notes = launchNotes(Discard);
  if (Discard.SuspendedAt.isValid())
    Notes.push_back(
        {Discard.SuspendedAt, "such a coroutine is suspended at the start, until it is awaited"});
  // Only where nothing better shows what the work is.
  if (Discard.DeclaredAt.isValid() && Discard.StartedAt.isInvalid() &&
      Discard.SuspendedAt.isInvalid())
    Notes.push_back(
        {Discard.DeclaredAt, "it returns a '" + Discard.Handle + "', which stands for work"});
  if (Discard.Outlived)
    addObject(*Discard.Outlived, Notes);
  return Notes;
}

} // namespace clang::tidy::structured
