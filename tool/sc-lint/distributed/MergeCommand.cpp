#include "MergeCommand.h"
#include "../Conclusion.h"
#include "../Lint.h"
#include "../Place.h"
#include "../Streams.h"
#include "Collection.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>

using namespace llvm;

namespace sc_lint {

/// The files that \p Paths name: those of folders by their ending.
///
/// Errors: a folder without such files.
static Expected<std::vector<std::string>> unitFiles(ArrayRef<std::string> Paths) {
  std::vector<std::string> Files;
  for (const std::string &Path : Paths) {
    if (!sys::fs::is_directory(Path)) {
      Files.push_back(Path);
      continue;
    }
    const size_t Before = Files.size();
    std::error_code Failed;
    for (sys::fs::recursive_directory_iterator It(Path, Failed, /*follow_symlinks=*/false), End;
         !Failed && It != End; It.increment(Failed))
      if (sys::path::extension(It->path()) == ".sclint")
        Files.push_back(It->path());
    if (Failed)
      return createStringError("cannot read '" + Path + "': " + Failed.message());
    if (Files.size() == Before)
      return createStringError("there is no *.sclint file in '" + Path + "'");
    std::sort(Files.begin() + static_cast<std::ptrdiff_t>(Before), Files.end());
  }
  return Files;
}

static Error addFile(const std::string &Path, const Relocation &Places, Collection &To) {
  const auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Text)
    return createStringError("cannot read '" + Path + "': " + Text.getError().message());
  auto File = readUnitFile((*Text)->getBuffer(), Path, Places);
  if (!File)
    return File.takeError();
  if (File->Version != SC_VERSION)
    return createStringError("'" + Path + "' is of sc-lint " + File->Version +
                             ", and this is " SC_VERSION "; write it anew with this one");
  return To.add(std::move(*File), Path);
}

static Expected<Collection> readAll(const Options &Given, const Place &Here) {
  auto Files = unitFiles(Given.Steps.Files);
  if (!Files)
    return Files.takeError();
  const Relocation Places(Here.Root);
  Collection All(Here.Folder);
  for (const std::string &Path : *Files)
    if (Error Err = addFile(Path, Places, All))
      return std::move(Err);
  if (Error Err = All.check())
    return std::move(Err);
  return All;
}

Expected<ExitCode> mergeCommand(const Options &Asked) {
  if (Asked.Steps.Files.empty())
    return createStringError("merge needs the files that 'sc-lint unit' has written, or a folder "
                             "of *.sclint files");
  auto Here = placeOf(Asked);
  if (!Here)
    return Here.takeError();
  Options Given = Asked;
  Given.Fixes.Root = Here->Root;
  auto All = readAll(Given, *Here);
  if (!All)
    return All.takeError();
  std::vector<UnitReport> Reports = All->takeReports();
  if (Error Err = checkFindings(Reports, All->sources()))
    return std::move(Err);
  const size_t Missing = All->missing();
  Given.IsPart = Missing || (!All->isProgram() && !Given.Steps.Whole);
  if (Missing)
    say(fmt::format("sc-lint: {} of {} units are missing, in share {}\n", Missing, All->selected(),
                    All->missingShares()));
  auto Code = conclude(std::move(Reports), All->takeSettlement(), Given, Here->Folder,
                       /*WouldChange=*/false);
  if (Code && Missing && !Given.AllowIncomplete && *Code != ExitCode::Failed)
    return ExitCode::Incomplete;
  return Code;
}

} // namespace sc_lint
