#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace sc_lint {

/// A line on stderr that says how far the run is, if stderr is a terminal. It changes ten
/// times a second at most, and at the end.
class Progress {
public:
  Progress(bool Wanted, size_t Total);
  ~Progress() { clear(); }

  /// One more unit has ended: \p File.
  void step(const std::string &File);
  /// Of the units that are being analysed, \p File has been so for the longest time. It is
  /// shown if that is long.
  void wait(const std::string &File, std::chrono::seconds Time);
  /// Takes the line away, so that something else can be printed.
  void clear();

private:
  using Clock = std::chrono::steady_clock;
  void draw();

  const bool Shown;
  const size_t Total;
  const Clock::time_point Start = Clock::now();
  size_t Ended = 0;
  std::string Last; ///< The unit that has ended last.
  std::string Slow; ///< What is shown in its place, or "".
  std::optional<Clock::time_point> Drawn;
};

} // namespace sc_lint
