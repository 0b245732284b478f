#include "UnseenBodies.h"

namespace clang::tidy::structured {

static thread_local bool Exist = false, Missed = false;

UnseenBodies::UnseenBodies() {
  Exist = true;
  Missed = false;
}

UnseenBodies::~UnseenBodies() { Exist = false; }

bool UnseenBodies::wereMissed() const { return Missed; }

bool UnseenBodies::areThere() { return Exist; }

void UnseenBodies::miss() { Missed = true; }

} // namespace clang::tidy::structured
