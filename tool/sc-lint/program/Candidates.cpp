#include "Candidates.h"
#include "Definitions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using clang::tooling::CompileCommand;
using namespace llvm;

namespace sc_lint {

/// So many commands may define a function of one name: a common name is no hint.
static constexpr size_t MostDefinitions = 4;

/// True if \p Command compiles C, which does not throw, unless it says otherwise.
static bool isOfC(const CompileCommand &Command) {
  const auto IsOther = [](StringRef Arg) { return Arg.starts_with("-x"); };
  return sys::path::extension(Command.Filename) == ".c" && !Command.CommandLine.empty() &&
         !StringRef(Command.CommandLine.front()).contains("++") &&
         none_of(Command.CommandLine, IsOther);
}

Candidates::Candidates(std::vector<CompileCommand> All) {
  for (CompileCommand &Each : All)
    if (!isOfC(Each))
      Commands.push_back(std::move(Each));
}

std::vector<std::string> Candidates::paths() const {
  std::vector<std::string> Paths;
  for (const CompileCommand &Each : Commands)
    if (sys::fs::is_regular_file(Each.Filename))
      Paths.push_back(Each.Filename);
  return Paths;
}

/// The text of a file, or null if it cannot be read. To open a pipe would wait for its other end.
static std::unique_ptr<MemoryBuffer> readFile(const std::string &Path) {
  if (!sys::fs::is_regular_file(Path))
    return nullptr;
  auto Text = MemoryBuffer::getFile(Path);
  return Text ? std::move(*Text) : nullptr;
}

/// By full names, the numbers of the commands whose sources may define a function.
using Definers = std::map<std::string, std::vector<size_t>>;

/// Adds those of the functions that \p Asked looks for which \p Text may define.
static void add(const Definitions &Asked, StringRef Text, size_t Number, Definers &To) {
  for (const std::string &Name : Asked.findIn(Text))
    To[Name].push_back(Number);
}

Definers Candidates::definers(const std::set<std::string> &Names) const {
  Definers Found;
  std::vector<size_t> Quiet;
  const Definitions Asked(Names);
  for (size_t I = 0; I < Commands.size(); ++I) {
    const auto Text = readFile(Commands[I].Filename);
    if (Text && Text->getBuffer().contains("throw"))
      add(Asked, Text->getBuffer(), I, Found);
    else if (Text)
      Quiet.push_back(I);
  }
  if (Found.empty())
    return Found;
  // Where one throws, another of the name may be meant that does not.
  std::set<std::string> Thrown;
  for (const auto &[Name, By] : Found)
    Thrown.insert(Name);
  const Definitions Again(Thrown);
  for (size_t I : Quiet)
    if (const auto Text = readFile(Commands[I].Filename);
        Text && Again.areSpelledIn(Text->getBuffer()))
      add(Again, Text->getBuffer(), I, Found);
  return Found;
}

std::map<size_t, std::vector<std::string>>
Candidates::find(const std::set<std::string> &Names) const {
  std::map<size_t, std::vector<std::string>> Found;
  if (Names.empty())
    return Found;
  for (const auto &[Name, By] : definers(Names))
    if (By.size() <= MostDefinitions)
      for (size_t I : By)
        Found[I].push_back(Name);
  return Found;
}

} // namespace sc_lint
