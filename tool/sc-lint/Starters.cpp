#include "Starters.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <fmt/format.h>
#include <map>
#include <set>

using llvm::StringRef;

namespace sc_lint {

std::string starterEntry(const clang::tidy::structured::Starter &Found) {
  return fmt::format("{}={}@{}", Found.Name, Found.OnEvent ? "on-event" : "posts", Found.Callable);
}

/// Puts \p Text in place of \p File, all of it or, with an error, nothing.
static llvm::Error replaceFile(StringRef File, StringRef Text) {
  namespace fs = llvm::sys::fs;
  if (fs::exists(File) && !fs::is_regular_file(File))
    return llvm::createStringError("it is not a regular file");
  auto Temp = fs::TempFile::create(File + ".%%%%%%");
  if (!Temp)
    return Temp.takeError();
  llvm::raw_fd_ostream Out(Temp->FD, /*shouldClose=*/false);
  Out << Text;
  Out.flush();
  if (!Out.has_error())
    return Temp->keep(File);
  const std::error_code Error = Out.error();
  Out.clear_error();
  return llvm::joinErrors(llvm::errorCodeToError(Error), Temp->discard());
}

llvm::Error writeStarters(llvm::ArrayRef<UnitReport> Reports, StringRef File) {
  std::map<std::string, std::set<std::string>> ByName;
  for (const UnitReport &Report : Reports)
    for (const std::string &Entry : Report.Starters)
      ByName[StringRef(Entry).split('=').first.str()].insert(Entry);
  std::string Text;
  for (const auto &[Name, Entries] : ByName)
    if (Entries.size() == 1)
      Text += fmt::format("  - '{}'\n", *Entries.begin());
  const std::string Head = "# Functions that start what they are given, found by sc-lint.\n";
  if (llvm::Error Err =
          replaceFile(File, Head + (Text.empty() ? "SpawnApis: []\n" : "SpawnApis:\n" + Text)))
    return llvm::createStringError("cannot write the starters to '" + File +
                                   "': " + llvm::toString(std::move(Err)));
  return llvm::Error::success();
}

} // namespace sc_lint
