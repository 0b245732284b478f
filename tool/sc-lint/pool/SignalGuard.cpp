#include "SignalGuard.h"

namespace sc_lint {

static volatile std::sig_atomic_t Interrupted = 0;

SignalGuard::SignalGuard() {
  sigset_t Both;
  sigemptyset(&Both);
  sigaddset(&Both, SIGINT);
  sigaddset(&Both, SIGTERM);
  sigprocmask(SIG_BLOCK, &Both, &OldMask);
  struct sigaction Note = {};
  Note.sa_handler = [](int) { Interrupted = 1; };
  sigemptyset(&Note.sa_mask);
  sigaction(SIGINT, &Note, &OldInt);
  sigaction(SIGTERM, &Note, &OldTerm);
  Note.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &Note, &OldPipe);
  Interrupted = 0;
}

SignalGuard::~SignalGuard() {
  sigaction(SIGPIPE, &OldPipe, nullptr);
  sigaction(SIGINT, &OldInt, nullptr);
  sigaction(SIGTERM, &OldTerm, nullptr);
  sigprocmask(SIG_SETMASK, &OldMask, nullptr);
}

bool SignalGuard::isInterrupted() { return Interrupted; }

} // namespace sc_lint
