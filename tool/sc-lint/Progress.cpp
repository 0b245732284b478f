#include "Progress.h"
#include "Streams.h"
#include "llvm/Support/Process.h"
#include <algorithm>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sc_lint {

static constexpr int BarWidth = 24;

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
  draw("");
}

void Progress::step(const std::string &File) {
  ++Ended;
  draw(File);
}

void Progress::draw(const std::string &File) const {
  if (!Shown)
    return;
  const int Filled = static_cast<int>(Ended * BarWidth / std::max<size_t>(Total, 1));
  const std::string Line =
      fmt::format("[{:#<{}}{:.<{}}] {}/{} ", "", Filled, "", BarWidth - Filled, Ended, Total);
  const size_t Room = terminalWidth() - std::min(terminalWidth(), Line.size() + 1);
  say("\r\033[K" + Line + shown(File, Room));
}

void Progress::clear() {
  if (Shown)
    say("\r\033[K");
}

} // namespace sc_lint
