#include "Progress.h"
#include <algorithm>
#include <cstdio>
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sc_lint {

static constexpr int BarWidth = 24;

static size_t terminalWidth() {
  winsize Size = {};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &Size) == 0 && Size.ws_col ? Size.ws_col : 80;
}

Progress::Progress(bool Wanted, size_t Total)
    : Shown(Wanted && ::isatty(STDERR_FILENO)), Total(Total) {}

void Progress::step(const std::string &File) {
  ++Ended;
  if (!Shown)
    return;
  const int Filled = static_cast<int>(Ended * BarWidth / std::max<size_t>(Total, 1));
  std::string Line =
      fmt::format("[{:#<{}}{:.<{}}] {}/{} ", "", Filled, "", BarWidth - Filled, Ended, Total);
  const size_t Room = terminalWidth() - std::min(terminalWidth(), Line.size() + 1);
  Line += File.size() <= Room ? File : File.substr(File.size() - Room);
  fmt::print(stderr, "\r\033[K{}", Line);
  std::fflush(stderr);
}

void Progress::clear() {
  if (Shown && Ended)
    fmt::print(stderr, "\r\033[K");
}

} // namespace sc_lint
