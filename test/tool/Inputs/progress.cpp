// What is said of a run's progress: progress.cpp ENDED TOTAL SECONDS
#include "tool/sc-lint/ProgressText.h"
#include <cstdio>
#include <cstdlib>

int main(int, char **Argv) {
  const auto Text = sc_lint::progressText(std::strtoul(Argv[1], nullptr, 10),
                                          std::strtoul(Argv[2], nullptr, 10),
                                          std::chrono::duration<double>(std::atof(Argv[3])));
  std::puts(Text.c_str());
}
