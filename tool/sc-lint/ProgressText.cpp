#include "ProgressText.h"
#include <cmath>
#include <fmt/format.h>

namespace sc_lint {

/// Before that, one unit more or less makes too much of a difference.
static constexpr std::chrono::seconds FirstEstimate{2};

/// "50 s", "3 min", "2 h": rounded up.
static std::string roughly(double Seconds) {
  if (Seconds <= 60)
    return fmt::format("{:.0f} s", std::ceil(Seconds));
  if (Seconds <= 3600)
    return fmt::format("{:.0f} min", std::ceil(Seconds / 60));
  return fmt::format("{:.0f} h", std::ceil(Seconds / 3600));
}

/// "14/s", "2.5/s", "3/min". \p Rate: a second.
static std::string speed(double Rate) {
  if (Rate < 1)
    return fmt::format("{:.0f}/min", Rate * 60);
  return fmt::format("{:.{}f}/s", Rate, Rate < 9.95 ? 1 : 0);
}

std::string progressText(size_t Ended, size_t Total, std::chrono::duration<double> Elapsed) {
  std::string Text = fmt::format("{}/{}", Ended, Total);
  if (Elapsed < FirstEstimate || Ended == 0 || Ended >= Total)
    return Text;
  const double Rate = static_cast<double>(Ended) / Elapsed.count();
  return Text + fmt::format(", {}, {} left", speed(Rate),
                            roughly(static_cast<double>(Total - Ended) / Rate));
}

} // namespace sc_lint
