#include "UnjoinedMessage.h"

namespace clang::tidy::structured {

static constexpr char Advice[] = "or give the work an owner, such as an 'sc::group'";

/// That it is not joined on a way out of its scope, after which \p Outcome.
static std::string ofScope(const UnjoinedThread &Thread, const std::string &Outcome,
                           llvm::StringRef Thrower) {
  const std::string Name = "'" + Thread.Holder.Name + "'";
  const std::string What = Thread.Many ? "the threads in " + Name : Name;
  const std::string Join = Thread.Many ? "; join them" : "; join it";
  if (!Thread.Ever)
    return "nothing joins " + What + " before its scope ends" + Outcome + Join + ", " + Advice;
  const bool Thrown = Thread.How == UnjoinedThread::Kind::Thrown;
  return What + (Thread.Many ? " are not joined " : " is not joined ") +
         (!Thrown           ? "on every path out of its scope"
          : Thrower.empty() ? "when an exception leaves its scope"
                            : "when '" + Thrower.str() + "' throws") +
         Outcome + Join + (Thrown ? " then too, " : " on each, ") + Advice;
}

std::string unjoinedMessage(const UnjoinedThread &Thread, OnDrop Dropped, llvm::StringRef Thrower) {
  const std::string Name = "'" + Thread.Holder.Name + "'";
  const std::string Outcome = Dropped == OnDrop::Terminates
                                  ? ", which ends the program"
                                  : ", and then nothing waits for the thread";
  switch (Thread.How) {
  case UnjoinedThread::Kind::Temporary:
    return "this thread is destroyed as soon as it is made" + Outcome + "; keep it and join it, " +
           Advice;
  case UnjoinedThread::Kind::Replaced:
    return Name + " is given up while this thread may be running" + Outcome + "; join it before, " +
           Advice;
  case UnjoinedThread::Kind::Object:
    return (Thread.Many ? "the threads in " + Name + " may be running when their '"
                        : Name + " may be running when its '") +
           Thread.Class + "' is destroyed" + Outcome + (Thread.Many ? "; join them" : "; join it") +
           " in the destructor, " + Advice;
  default:
    return ofScope(Thread, Outcome, Thrower);
  }
}

} // namespace clang::tidy::structured
