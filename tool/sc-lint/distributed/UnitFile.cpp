#include "UnitFile.h"
#include "../TextRecord.h"
#include "../cache/ResultKey.h"

using namespace llvm;

namespace sc_lint {

/// What the file begins with; the version of the format and a line's end come next.
static constexpr StringLiteral Magic = "sc-lint unit results, format ";

/// To be raised with each change of what is written, here and in a report.
static constexpr unsigned Format = 2;

std::string serialize(const UnitFile &File, const Relocation &Places) {
  RecordWriter Out([&](StringRef Text) { return Places.portable(Text); });
  Out.Text = (Magic + Twine(Format) + "\n").str();
  Out(File.Version);
  Out(File.Share.Index);
  Out(File.Share.Count);
  Out(File.SelectedUnits);
  Out(File.Selection);
  Out(uint64_t(File.IsProgram));
  Out.each(File.SeenHeaders, [&](const std::string &Path) { Out(Path); });
  std::map<std::string, StringRef> Sources; // In the order that they have in any checkout.
  for (const auto &[Path, State] : File.Sources)
    Sources[Places.portable(Path)] = Path;
  Out.each(Sources, [&](const auto &Each) {
    Out(Each.second);
    Out(File.Sources.at(Each.second.str()));
  });
  Out.each(File.Units, [&](const UnitFile::Unit &Each) {
    UnitReport Report = Each.Report;
    Report.SeenHeaders.clear();
    Report.IsKnown = false;
    Report.Inputs.clear();
    Out(Each.Id);
    Out(Report.File);
    write(Out, Report);
  });
  return Out.Text + digest(Out.Text);
}

/// Takes what is around the records away from \p Text.
static Error unwrap(StringRef &Text, StringRef Path) {
  const StringRef All = Text;
  if (!Text.consume_front(Magic))
    return createStringError("'" + Path + "' is no file that 'sc-lint unit' has written");
  const auto [Version, Rest] = Text.split('\n');
  if (Version != Twine(Format).str())
    return createStringError("'" + Path + "' is of format " + Version +
                             ", and this sc-lint reads format " + Twine(Format) +
                             "; write it anew with this one");
  const size_t Size = digest("").size();
  if (Rest.size() < Size || digest(All.drop_back(Size)) != All.take_back(Size))
    return createStringError("'" + Path + "' is truncated or damaged; write it anew");
  Text = Rest.drop_back(Size);
  return Error::success();
}

Expected<UnitFile> readUnitFile(StringRef Text, StringRef Path, const Relocation &Places) {
  if (Error Err = unwrap(Text, Path))
    return std::move(Err);
  RecordReader In(Text, [&](StringRef Read) { return Places.local(Read); });
  UnitFile File;
  File.Version = In.string();
  File.Share.Index = In.count();
  File.Share.Count = In.count();
  File.SelectedUnits = In.number();
  File.Selection = In.string();
  File.IsProgram = In.number() != 0;
  In.each([&] { File.SeenHeaders.insert(In.string()); });
  In.each([&] {
    std::string Source = In.string();
    File.Sources[std::move(Source)] = In.string();
  });
  In.each([&] {
    UnitFile::Unit Each;
    Each.Id = In.string();
    std::string Name = In.string();
    Each.Report = readReport(In);
    Each.Report.File = std::move(Name);
    File.Units.push_back(std::move(Each));
  });
  if (!In.isDone())
    return createStringError("'" + Path + "' does not say what it should; write it anew");
  return File;
}

} // namespace sc_lint
