#include "ScopeOrderCheck.h"
#include "model/Expressions.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

/// What is wrong with what \p Order shows, and what to do.
static std::string message(const ScopeOrder &Order) {
  const std::string Group = "'" + Order.Group + "'";
  const std::string Holds = "this task of " + Group + " holds " + quoted(Order.Dying) + ", which ";
  if (llvm::all_of(Order.Dying, [](const Held &H) { return H.Changes; }))
    return Holds + "the loop changes while the task may be running; give each task a copy";
  if (llvm::all_of(Order.Dying, [](const Held &H) { return H.OfLoop; }))
    return Holds + "the loop makes anew while the task may be running; give each task a copy";
  const std::string Advice =
      Order.GroupLoc.isValid() ? "declare it before " + Group : "give the task a copy";
  return Holds + "ends before " + Group + " has waited for it; " + Advice + ", or call '" +
         Order.Group + "." + Order.Wait + "()' while it lives";
}

void ScopeOrderCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const ScopeOrder &Order : Found.ScopeOrders) {
    if (!isReportable(Order.Loc, Sources))
      continue;
    diag(writtenAt(Order.Loc, Sources), message(Order));
    for (const Held &H : Order.Dying) {
      diag(writtenAt(H.Loc, Sources), "the task holds '%0' %1", DiagnosticIDs::Note)
          << H.Name << howHeld(H);
      diag(writtenAt(H.DiesAt, Sources),
           "'%0' %select{dies here, and nothing has waited for the task|changes here}1",
           DiagnosticIDs::Note)
          << H.Name << H.Changes;
    }
    if (Order.GroupLoc.isValid() &&
        llvm::none_of(Order.Dying, [](const Held &H) { return H.OfLoop; }))
      diag(writtenAt(Order.GroupLoc, Sources), "'%0' is declared here, and ends later",
           DiagnosticIDs::Note)
          << Order.Group;
    offer(
        writtenAt(Order.Loc, Sources),
        byHand("declare the group after what its tasks use, give the task a copy, or wait before"));
  }
}

} // namespace clang::tidy::structured
