#include "Relocation.h"
#include "Merge.h"
#include "cache/ResultKey.h"
#include "program/FactsRecord.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

/// Begins what stands for something else: 'r' for the root, '=' for this byte itself.
static constexpr char Mark = '\1';

/// True if \p C may be a part of a file's name, as these are named in messages.
static bool isInName(char C) {
  return isAlnum(C) || StringRef("._-+~@/").contains(C) || static_cast<unsigned char>(C) >= 0x80;
}

std::string Relocation::portable(StringRef Text) const {
  std::string Result;
  bool AfterName = false;
  while (!Text.empty()) {
    StringRef Rest = Text;
    const bool IsRoot = !Root.empty() && !AfterName && Rest.consume_front(Root) &&
                        (Rest.empty() || Rest.front() == '/' || !isInName(Rest.front()));
    if (IsRoot) {
      Result += {Mark, 'r'};
      Text = Rest;
      AfterName = true;
      continue;
    }
    Result += Text.front();
    if (Text.front() == Mark)
      Result += '=';
    AfterName = isInName(Text.front());
    Text = Text.drop_front();
  }
  return Result;
}

std::string Relocation::local(StringRef Text) const {
  std::string Result;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] != Mark)
      Result += Text[I];
    else if (++I < Text.size() && Text[I] == 'r')
      Result += Root;
    else
      Result += Mark;
  }
  return Result;
}

std::string Relocation::portableFlag(StringRef Flag) const {
  // A folder may come right behind letters, but not behind another.
  const StringRef Letters = Flag.take_until([](char C) { return C == '/'; });
  return portable(Letters) + portable(Flag.drop_front(Letters.size()));
}

std::string Relocation::idOf(const clang::tooling::CompileCommand &Command) const {
  std::string All = nameOf(Command.Filename);
  for (const std::string &Arg : Command.CommandLine)
    All += '\0' + portableFlag(Arg);
  return digest(All);
}

std::string Relocation::settled(StringRef Path, StringRef Folder) const {
  if (Path.empty())
    return "";
  SmallString<256> Absolute(Path), Real;
  sys::path::make_absolute(Folder, Absolute);
  sys::path::remove_dots(Absolute);
  const bool GoesUp = is_contained(make_range(sys::path::begin(Absolute), sys::path::end(Absolute)),
                                   StringRef(".."));
  const bool IsBelow = Absolute.starts_with(Root) && Absolute.substr(Root.size()).starts_with("/");
  if ((IsBelow && !GoesUp) || sys::fs::real_path(Absolute, Real))
    return Absolute.str().str();
  return Real.str().str();
}

void Relocation::settlePaths(UnitReport &Report) const {
  Report.File = settled(Report.File, "");
  StringMap<std::string> Known; // Facts name the same files again and again.
  auto Settle = [&](StringRef Path, StringRef Folder) {
    std::string &Name = Known[(Folder + "\n" + Path).str()];
    return Name.empty() ? Name = settled(Path, Folder) : Name;
  };
  for (auto *Findings : {&Report.Findings, &Report.Conditional})
    for (clang::tidy::ClangTidyError &Each : *Findings) {
      renameFiles(Each, [&](StringRef Path) { return Settle(Path, Each.BuildDirectory); });
      Each.BuildDirectory.clear(); // Nothing is relative to it any more.
    }
  forEachPlace(Report.Facts, [&](clang::tidy::structured::FilePlace &Place) {
    Place.File = Settle(Place.File, Report.Directory);
  });
  Report.Directory.clear();
}

} // namespace sc_lint
