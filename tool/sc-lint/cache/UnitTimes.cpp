#include "UnitTimes.h"
#include "../ReplaceFile.h"
#include "../TextRecord.h"
#include "ResultKey.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using clang::tooling::CompileCommand;

namespace sc_lint {

static constexpr size_t MostUnits = 50000;

static std::string pathIn(StringRef Folder) { return (Folder + "/unit-times").str(); }

static std::string nameOf(const CompileCommand &Unit) {
  return digest(Unit.Filename + "\n" + Unit.Directory);
}

UnitTimes::UnitTimes(std::string In) : Folder(std::move(In)) {
  if (Folder.empty())
    return;
  const auto Text = MemoryBuffer::getFile(pathIn(Folder));
  if (!Text)
    return;
  RecordReader Read((*Text)->getBuffer());
  Read.each([&] {
    const std::string Name = Read.string();
    Earlier.insert({Name, Duration(Read.number())});
  });
  if (!Read.isDone())
    Earlier.clear();
}

std::optional<UnitTimes::Duration> UnitTimes::find(const CompileCommand &Unit) const {
  const auto At = Earlier.find(nameOf(Unit));
  return At == Earlier.end() ? std::nullopt : std::optional(At->second);
}

void UnitTimes::set(const CompileCommand &Unit, Duration Time) { New[nameOf(Unit)] = Time; }

void UnitTimes::save() const {
  if (Folder.empty() || New.empty() || sys::fs::create_directories(Folder))
    return;
  Times All = New;
  for (const auto &Each : Earlier)
    All.insert(Each);
  RecordWriter Out;
  Out.each(ArrayRef(All.getArrayRef()).take_front(MostUnits), [&](const auto &Each) {
    Out(Each.first);
    Out(uint64_t(Each.second.count()));
  });
  consumeError(replaceFileSoon(pathIn(Folder), Out.Text));
}

Error UnitTimes::clean(StringRef Folder) {
  const std::string Path = pathIn(Folder);
  if (const std::error_code Failed = sys::fs::remove(Path))
    return createStringError("cannot remove '" + Path + "': " + Failed.message());
  return Error::success();
}

} // namespace sc_lint
