#include "EditedFiles.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

static Expected<std::string> read(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return createStringError("cannot read '" + Path + "': " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

Expected<std::string> EditedFiles::content(StringRef Path) const {
  const auto Known = Files.find(Path.str());
  return Known == Files.end() ? read(Path) : Known->second.New;
}

Error EditedFiles::set(StringRef Path, std::string Content) {
  const auto Known = Files.find(Path.str());
  if (Known != Files.end()) {
    Known->second.New = std::move(Content);
    return Error::success();
  }
  Expected<std::string> Old = read(Path);
  if (!Old)
    return Old.takeError();
  Files[Path.str()] = {std::move(*Old), std::move(Content), false};
  return Error::success();
}

namespace {

/// A file that is open, of which only the contents are other than on the disk.
class OpenFile : public vfs::File {
public:
  OpenFile(vfs::Status Of, StringRef Content) : Of(std::move(Of)), Content(Content) {}

  ErrorOr<vfs::Status> status() override { return Of; }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t, bool,
                                                   bool) override {
    return MemoryBuffer::getMemBufferCopy(Content, Name);
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status Of;
  StringRef Content;
};

class View : public vfs::ProxyFileSystem {
public:
  View(const EditedFiles &Edited, StringRef Root, std::vector<ReadFile> &Read)
      : ProxyFileSystem(vfs::createPhysicalFileSystem()), Edited(Edited), Root(Root), Read(Read) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    ErrorOr<vfs::Status> Found = ProxyFileSystem::status(Path);
    const auto *Known = Edited.empty() ? nullptr : find(Path);
    if (!Known)
      return Found;
    if (Known->second.IsHidden)
      return std::make_error_code(std::errc::no_such_file_or_directory);
    if (!Found)
      Found = vfs::Status(Path, sys::fs::UniqueID(~0ull, hash_value(Known->first)), {}, 0, 0, 0,
                          sys::fs::file_type::regular_file, sys::fs::all_read);
    return vfs::Status::copyWithNewSize(*Found, Known->second.New.size());
  }

  bool exists(const Twine &Path) override { return static_cast<bool>(status(Path)); }

  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    note(Path);
    const auto *Known = Edited.empty() ? nullptr : find(Path);
    if (Known && Known->second.IsHidden)
      return std::make_error_code(std::errc::no_such_file_or_directory);
    if (Known)
      return std::make_unique<OpenFile>(*status(Path), Known->second.New);
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  std::string real(const Twine &Path) const {
    SmallString<256> Real;
    return getUnderlyingFS().getRealPath(Path, Real) ? "" : Real.str().str();
  }

  /// The file at \p Path, if it is edited. One that is not on the disk has no real path.
  const std::pair<const std::string, EditedFiles::State> *find(const Twine &Path) const {
    std::string Real = real(Path);
    if (Real.empty()) {
      SmallString<256> Full;
      Path.toVector(Full);
      (void)makeAbsolute(Full);
      sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
      Real = Full.str().str();
    }
    const auto Known = Edited.all().find(Real);
    return Known == Edited.all().end() ? nullptr : &*Known;
  }

  void note(const Twine &Path) {
    const std::string Real = Root.empty() ? "" : real(Path);
    if (!StringRef(Real).starts_with(Root) || !Noted.insert(Real).second)
      return;
    if (const auto Found = ProxyFileSystem::status(Real); Found && Found->isRegularFile())
      Read.push_back(
          {Real, Found->getSize(), Found->getLastModificationTime().time_since_epoch().count()});
  }

  const EditedFiles &Edited;
  const std::string Root;
  std::vector<ReadFile> &Read;
  StringSet<> Noted;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> viewOf(const EditedFiles &Edited, StringRef Root,
                                           std::vector<ReadFile> &Read) {
  return makeIntrusiveRefCnt<View>(Edited, Root, Read);
}

} // namespace sc_lint
