#include "Git.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace sc_lint {

/// "fatal: bad revision 'x'" as "git says: bad revision 'x'".
static std::string firstComplaint(StringRef Errors) {
  StringRef Line = Errors.ltrim().split('\n').first.rtrim();
  Line.consume_front("fatal: ");
  Line.consume_front("error: ");
  return Line.empty() ? "git failed" : "git says: " + Line.str();
}

static std::string contentOf(StringRef Path) {
  const auto Buffer = MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

/// What git prints, run in \p Folder.
///
/// Errors: it fails, in its own words.
static Expected<std::string> runGit(StringRef Program, StringRef Folder, ArrayRef<StringRef> Args) {
  SmallString<128> Out, Err;
  if (const std::error_code Failed = sys::fs::createTemporaryFile("sc-lint", "out", Out))
    return createStringError("cannot write a temporary file (see $TMPDIR): " + Failed.message());
  const FileRemover RemoveOut(Out);
  if (const std::error_code Failed = sys::fs::createTemporaryFile("sc-lint", "err", Err))
    return createStringError("cannot write a temporary file (see $TMPDIR): " + Failed.message());
  const FileRemover RemoveErr(Err);
  SmallVector<StringRef, 24> Line{Program, "-C", Folder};
  append_range(Line, Args);
  std::string Problem;
  const int Code = sys::ExecuteAndWait(Program, Line, std::nullopt,
                                       {StringRef(""), StringRef(Out), StringRef(Err)},
                                       /*SecondsToWait=*/0, /*MemoryLimit=*/0, &Problem);
  if (Code != 0)
    return createStringError(Code < 0 ? "cannot run git: " + Problem
                                      : firstComplaint(contentOf(Err)));
  return contentOf(Out);
}

static Expected<std::string> findGit() {
  const auto Program = sys::findProgramByName("git");
  if (!Program)
    return createStringError("there is no program git; --diff-file does without");
  return *Program;
}

Expected<GitTree> GitTree::around(StringRef Folder) {
  auto Program = findGit();
  if (!Program)
    return Program.takeError();
  auto Root = runGit(*Program, Folder, {"rev-parse", "--show-toplevel"});
  if (!Root)
    return Root.takeError();
  return GitTree(*Program, StringRef(*Root).rtrim('\n').str());
}

Expected<std::string> GitTree::diffSince(StringRef Revision) const {
  // Whatever the user has set, the output is in this form.
  auto Commit = runGit(
      Program, Root,
      {"rev-parse", "--verify", "--quiet", "--end-of-options", (Revision + "^{commit}").str()});
  if (!Commit) {
    consumeError(Commit.takeError());
    return createStringError("git knows no such revision");
  }
  return runGit(Program, Root,
                {"-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv",
                 "--no-color", "--no-relative", "--text", "--find-renames", "--unified=0",
                 "--inter-hunk-context=0", "--ignore-submodules", "--src-prefix=a/",
                 "--dst-prefix=b/", StringRef(*Commit).trim(), "--"});
}

/// What \p Names, each with a zero behind it, are in \p Folder.
static std::vector<std::string> pathsOf(StringRef Names, StringRef Folder) {
  std::vector<std::string> Paths;
  for (StringRef Name : split(Names, '\0'))
    if (!Name.empty())
      Paths.push_back((Folder + "/" + Name).str());
  return Paths;
}

Expected<std::vector<std::string>> GitTree::tracked(StringRef Folder) {
  auto Program = findGit();
  if (!Program)
    return Program.takeError();
  auto Names = runGit(*Program, Folder, {"ls-files", "-z"});
  if (!Names)
    return Names.takeError();
  return pathsOf(*Names, Folder);
}

Expected<std::vector<std::string>> GitTree::untracked() const {
  auto Names = runGit(Program, Root, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!Names)
    return Names.takeError();
  return pathsOf(*Names, Root);
}

} // namespace sc_lint
