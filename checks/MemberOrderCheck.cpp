#include "MemberOrderCheck.h"
#include "model/Expressions.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

static std::string message(const MemberOrder &Order) {
  return "this work uses " + quoted(Order.Used) + ", which the object " +
         (Order.TooEarly ? "makes only after it has started the work"
                         : "destroys before it waits for the work") +
         "; declare '" + Order.Owner + "' last";
}

void MemberOrderCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const MemberOrder &Order : Found.MemberOrders) {
    if (!isReportable(Order.Loc, Sources))
      continue;
    diag(writtenAt(Order.Loc, Sources), message(Order));
    diag(writtenAt(Order.OwnerLoc, Sources), "'%0' is declared here", DiagnosticIDs::Note)
        << Order.Owner;
    for (const Held &H : Order.Used) {
      diag(writtenAt(H.Declared, Sources), "'%0' is declared after it", DiagnosticIDs::Note)
          << H.Name;
      diag(writtenAt(H.Loc, Sources), "the work uses '%0' here", DiagnosticIDs::Note) << H.Name;
    }
    offer(writtenAt(Order.Loc, Sources),
          byHand("declare the member that holds the work last; other initializers may count on the "
                 "order"));
  }
}

} // namespace clang::tidy::structured
