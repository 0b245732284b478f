#pragma once

#include <cstddef>
#include <string>

namespace sc_lint {

/// A line on stderr that says how far the run is, if stderr is a terminal.
class Progress {
public:
  Progress(bool Wanted, size_t Total);
  ~Progress() { clear(); }

  /// One more unit has ended: \p File.
  void step(const std::string &File);
  /// Takes the line away, so that something else can be printed.
  void clear();

private:
  void draw(const std::string &File) const;

  const bool Shown;
  const size_t Total;
  size_t Ended = 0;
};

} // namespace sc_lint
