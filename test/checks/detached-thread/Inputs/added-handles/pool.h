#pragma once

namespace acme {
class InHeader {
public:
  void detach();
};
class NotStarted : InHeader {
public:
  void detach();
};
InHeader start(int);
inline void startInHeader() { acme::start(1); } // An editor does not parse it.
} // namespace acme
