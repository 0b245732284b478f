#include "Bundle.h"
#include "../ReplaceFile.h"
#include "../ShellWord.h"
#include "../SingleCommand.h"
#include "../cache/ResultKey.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <fmt/format.h>

using namespace llvm;

namespace sc_lint {

/// "crash-0123456789ab": the name of the file, and what tells it from others of that name.
static std::string nameOf(const clang::tooling::CompileCommand &Command) {
  const std::string All = join(Command.CommandLine, "\n") + "\n" + Command.Directory;
  return fmt::format("{}-{}", sys::path::stem(Command.Filename).str(),
                     digest(Command.Filename + "\n" + All).substr(0, 12));
}

/// \p Word as a shell takes it, in quotes if it needs them.
static std::string quoted(StringRef Word) {
  const bool IsPlain = Word.find_first_of(" \t\n\"'\\$`*?[](){}<>&|;~#!") == StringRef::npos;
  return IsPlain && !Word.empty() ? Word.str() : shellWord(Word);
}

/// What to do with the files, with the commands to copy.
static std::string readme(const Bundle &What, const std::string &SourceName) {
  const std::string Usual =
      fmt::format("sc-lint -j1 --no-cache --no-prefilter --no-progress --timeout={} "
                  "--config-file=config.yaml",
                  What.TimeoutSeconds);
  std::string Text =
      fmt::format("{} {}\n\nsc-lint {} (Clang {})\n\nTo repeat it, in this folder",
                  What.Command.Filename, What.Failure, SC_VERSION, LLVM_VERSION_STRING);
  if (What.Source) {
    Text += fmt::format(", without the project:\n\n    {} {} --", Usual, SourceName);
    for (const std::string &Flag : flagsAfterPreprocessing(What.Command))
      Text += " " + quoted(Flag);
    Text += "\n\nOr";
  } else {
    Text += ". The preprocessor does not get through the unit either, so this";
  }
  return Text + fmt::format(" with the project in its place:\n\n    {} -p . {}\n", Usual,
                            quoted(What.Command.Filename));
}

static Error writeFiles(const Bundle &What, const Twine &Folder) {
  const std::string SourceName = What.Source ? "unit." + What.Source->Extension : "";
  std::vector<std::pair<std::string, std::string>> Files{
      {"README", readme(What, SourceName)},
      {"compile_commands.json", asDatabase(What.Command)},
      {"config.yaml", What.Configuration},
      {"stderr.txt", What.LastWords}};
  if (What.Source)
    Files.emplace_back(SourceName, What.Source->Text);
  for (const auto &[Name, Text] : Files)
    if (Error Err = writeNewFile((Folder + "/" + Name).str(), Text, 0666))
      return Err;
  return Error::success();
}

Expected<std::string> writeBundle(const Bundle &What, StringRef Folder) {
  SmallString<256> Final(Folder);
  sys::path::append(Final, nameOf(What.Command));
  // Beside it first, so that nobody takes a part for the whole.
  const std::string New = (Final + ".sc-lint-" + Twine(sys::Process::getProcessId())).str();
  std::error_code Failed = sys::fs::create_directory(New);
  if (!Failed) {
    if (Error Err = writeFiles(What, New)) {
      (void)sys::fs::remove_directories(New);
      return std::move(Err);
    }
    (void)sys::fs::remove_directories(Final);
    Failed = sys::fs::rename(New, Final);
  }
  if (!Failed)
    return Final.str().str();
  (void)sys::fs::remove_directories(New);
  return createStringError("cannot write '" + Final + "': " + Failed.message());
}

} // namespace sc_lint
