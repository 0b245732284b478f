#include "UnifiedDiff.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include <list>

using namespace llvm;

namespace sc_lint {

/// A file that goes with this, with \p Content in it.
static Expected<std::string> temporary(StringRef Content, std::list<FileRemover> &Removers) {
  SmallString<128> Path;
  int Descriptor = -1;
  if (const std::error_code Reason =
          sys::fs::createTemporaryFile("sc-lint", "txt", Descriptor, Path))
    return createStringError("cannot make a temporary file: " + Reason.message());
  Removers.emplace_back(Path);
  raw_fd_ostream Out(Descriptor, /*shouldClose=*/true);
  Out << Content;
  Out.close();
  if (Out.has_error()) {
    const std::string Reason = Out.error().message();
    Out.clear_error();
    return createStringError("cannot write '" + Path + "': " + Reason);
  }
  return Path.str().str();
}

static Expected<std::string> diffOf(StringRef Name, const EditedFiles::State &Of,
                                    StringRef Program) {
  std::list<FileRemover> Removers;
  Expected<std::string> Old = temporary(Of.Old, Removers), New = temporary(Of.New, Removers),
                        Result = temporary("", Removers);
  for (Expected<std::string> *Each : {&Old, &New, &Result})
    if (!*Each)
      return joinErrors(joinErrors(Old.takeError(), New.takeError()), Result.takeError());
  const std::string From = ("a/" + Name).str(), To = ("b/" + Name).str();
  std::string Message;
  const int Code = sys::ExecuteAndWait(
      Program, {Program, "-u", "--label", From, "--label", To, *Old, *New},
      /*Env=*/std::nullopt, {StringRef(), StringRef(*Result), std::nullopt}, 0, 0, &Message);
  if (Code != 0 && Code != 1)
    return createStringError("'" + Program + "' failed: " + Message);
  auto Buffer = MemoryBuffer::getFile(*Result);
  if (!Buffer)
    return createStringError("cannot read what '" + Program + "' wrote");
  return (*Buffer)->getBuffer().str();
}

Expected<std::string> unifiedDiff(const EditedFiles &Files, StringRef Root) {
  const ErrorOr<std::string> Program = sys::findProgramByName("diff");
  if (!Program)
    return createStringError("--diff needs the program 'diff', which is not in PATH");
  std::string All;
  for (const auto &[Path, State] : Files.all()) {
    StringRef Name = Path;
    Name.consume_front(Root);
    Expected<std::string> One = diffOf(Name, State, *Program);
    if (!One)
      return One.takeError();
    All += *One;
  }
  return All;
}

} // namespace sc_lint
