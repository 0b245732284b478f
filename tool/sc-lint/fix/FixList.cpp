#include "FixList.h"
#include "../DisplayPath.h"
#include "../Streams.h"
#include "Fixer.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <fmt/format.h>

using namespace llvm;

namespace sc_lint {

/// ":LINE:COLUMN" of \p Offset in the file \p Path; "" if that is gone.
static std::string lineOf(const std::string &Path, unsigned Offset) {
  const auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return "";
  const StringRef Before = (*Buffer)->getBuffer().take_front(Offset);
  return fmt::format(":{}:{}", Before.count('\n') + 1,
                     Before.size() - (Before.rfind('\n') + 1) + 1);
}

Expected<size_t> listFixes(const std::vector<UnitReport> &Reports, const Options &Given,
                           StringRef Folder) {
  std::vector<FixGroup> Fixes = collectFixes(Reports, Given.Fixes.Level);
  nameFixes(Fixes, Given.Fixes.Root);
  size_t Count = 0;
  for (const FixGroup &Fix : Fixes) {
    if (!isNamed(Fix, Given.Fixes.Only, Folder) || Count == Given.Fixes.Most)
      continue;
    ++Count;
    outs() << fmt::format("{} {}{}: fix ({}): {} [{}]\n", Fix.Fingerprint,
                          displayPath(Fix.File, Folder), lineOf(Fix.File, Fix.Offset),
                          Fix.Safe ? "safe" : "review", Fix.Effect, Fix.Check);
  }
  if (Error Err = flushOutput("the fixes"))
    return std::move(Err);
  return Count;
}

} // namespace sc_lint
