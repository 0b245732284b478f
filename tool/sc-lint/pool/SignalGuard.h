#pragma once

#include <csignal>

namespace sc_lint {

/// Notes SIGINT and SIGTERM instead of dying of them, as long as it lives. They
/// come only while the caller waits with waitingMask(), so that none is missed
/// between a look at the note and the wait. Nor does it die of SIGPIPE, which a
/// pipe to a dead worker gives.
class SignalGuard {
public:
  SignalGuard();
  ~SignalGuard();
  SignalGuard(const SignalGuard &) = delete;
  SignalGuard &operator=(const SignalGuard &) = delete;

  const sigset_t *waitingMask() const { return &OldMask; }

  /// True if one has come since the guard was made.
  static bool isInterrupted();

private:
  sigset_t OldMask;
  struct sigaction OldInt, OldTerm, OldPipe;
};

} // namespace sc_lint
