#include "GoAfterWaitCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

static const char *message(WaitOrder::Kind What) {
  switch (What) {
  case WaitOrder::Kind::StartAfter:
    return "'%0' follows '%2' on '%1', which takes no more tasks then; start them all before that, "
           "or in a new group";
  case WaitOrder::Kind::ResultBefore:
    return "%select{a result|the result of '%0'}3 is there only when '%1' has been waited for; "
           "call "
           "'%1.%2()' first";
  case WaitOrder::Kind::ReadBefore:
    return "'%0' is read while a task of '%1' may be writing it; call '%1.%2()' first";
  case WaitOrder::Kind::OutcomeDropped:
    return "nothing looks at what '%0' says of '%1', so its errors are lost; look at it, or call "
           "'%1.%2()', which rethrows the first";
  }
  llvm_unreachable("all kinds are covered");
}

void GoAfterWaitCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const WaitOrder &Order : Found.WaitOrders) {
    if (!isReportable(Order.Loc, Sources))
      continue;
    diag(writtenAt(Order.Loc, Sources), message(Order.What))
        << Order.Name << Order.Group << Order.Wait << !Order.Name.empty();
    if (Order.Earlier.isValid())
      diag(writtenAt(Order.Earlier, Sources), "%select{started|'%1' is called}0 here",
           DiagnosticIDs::Note)
          << (Order.What == WaitOrder::Kind::StartAfter) << Order.Wait;
    if (Order.WaitedAt.isValid())
      diag(writtenAt(Order.WaitedAt, Sources), "'%0' ends the tasks of the group here",
           DiagnosticIDs::Note)
          << Order.Wait;
    if (Order.StartedAt.isValid())
      diag(writtenAt(Order.StartedAt, Sources), "'%0' starts a task of the group here",
           DiagnosticIDs::Note)
          << Order.Name;
    if (Order.Evidence.isValid())
      diag(writtenAt(Order.Evidence, Sources), "the task writes '%0' here", DiagnosticIDs::Note)
          << Order.Name;
    offer(writtenAt(Order.Loc, Sources),
          byHand("put the two in the other order; what stands between them may count on it"));
  }
}

} // namespace clang::tidy::structured
