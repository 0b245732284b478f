#include "Progress.h"
#include "ProgressText.h"
#include "Streams.h"
#include "llvm/Support/Process.h"
#include <algorithm>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sc_lint {

static constexpr int BarWidth = 24;

/// Between two states of the line.
static constexpr std::chrono::milliseconds Pause{100};

/// A unit that takes longer is shown while it does.
static constexpr std::chrono::seconds Long{10};

static size_t terminalWidth() {
  winsize Size = {};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &Size) == 0 && Size.ws_col ? Size.ws_col : 80;
}

/// A terminal that can take a line back.
static bool isErasable() {
  return ::isatty(STDERR_FILENO) && llvm::sys::Process::GetEnv("TERM").value_or("") != "dumb";
}

/// The end of \p Name, in \p Room columns at most. What a terminal might take
/// for a command becomes a question mark, and no character is cut in two.
static std::string shown(std::string Name, size_t Room) {
  for (char &C : Name)
    if (static_cast<unsigned char>(C) < 0x20 || C == 0x7f)
      C = '?';
  size_t Start = Name.size() - std::min(Name.size(), Room);
  while (Start < Name.size() && (static_cast<unsigned char>(Name[Start]) & 0xc0) == 0x80)
    ++Start;
  return Name.substr(Start);
}

Progress::Progress(bool Wanted, size_t Total) : Shown(Wanted && isErasable()), Total(Total) {
  draw();
}

void Progress::step(const std::string &File) {
  ++Ended;
  Last = File;
  draw();
}

void Progress::wait(const std::string &File, std::chrono::seconds Time) {
  Slow = Time < Long ? "" : fmt::format("{}, for {} s", File, Time.count());
  draw();
}

void Progress::draw() {
  const Clock::time_point Now = Clock::now();
  if (!Shown || (Drawn && Ended < Total && Now - *Drawn < Pause))
    return;
  Drawn = Now;
  const int Filled = static_cast<int>(Ended * BarWidth / std::max<size_t>(Total, 1));
  const std::string Line = fmt::format("[{:#<{}}{:.<{}}] {}  ", "", Filled, "", BarWidth - Filled,
                                       progressText(Ended, Total, Now - Start));
  const size_t Room = terminalWidth() - std::min(terminalWidth(), Line.size() + 1);
  say("\r\033[K" + Line + shown(Slow.empty() ? Last : Slow, Room));
}

void Progress::clear() {
  if (Shown)
    say("\r\033[K");
}

} // namespace sc_lint
