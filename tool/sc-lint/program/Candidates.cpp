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

Candidates::Candidates(std::vector<CompileCommand> All) {
  for (CompileCommand &Each : All)
    if (sys::path::extension(Each.Filename) != ".c") // C does not throw.
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

std::map<size_t, std::vector<std::string>> Candidates::find(const std::set<std::string> &Names) {
  const Definitions Asked(Names);
  std::map<std::string, std::vector<size_t>> DefinedBy;
  const auto Look = [&](size_t Number) {
    const auto Text = readFile(Commands[Number].Filename);
    if (!Text || !Text->getBuffer().contains("throw"))
      return false;
    for (const std::string &Name : Asked.findIn(Text->getBuffer()))
      DefinedBy[Name].push_back(Number);
    return true;
  };
  if (AreRead)
    for_each(Throwing, Look);
  else
    for (size_t I = 0; I < Commands.size(); ++I)
      if (Look(I))
        Throwing.push_back(I);
  AreRead = true;
  std::map<size_t, std::vector<std::string>> Found;
  for (const auto &[Name, By] : DefinedBy)
    if (By.size() <= MostDefinitions)
      for (size_t I : By)
        Found[I].push_back(Name);
  return Found;
}

} // namespace sc_lint
