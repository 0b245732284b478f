#include "UnitInputs.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

namespace {
class Recorder : public vfs::ProxyFileSystem {
public:
  Recorder(IntrusiveRefCntPtr<vfs::FileSystem> Base, UnitInputs &Into)
      : ProxyFileSystem(std::move(Base)), Into(Into) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    ErrorOr<vfs::Status> Found = ProxyFileSystem::status(Path);
    note(Path, !Found, Found && !Found->isDirectory());
    return Found;
  }

  bool exists(const Twine &Path) override { return static_cast<bool>(status(Path)); }

  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    auto Found = ProxyFileSystem::openFileForRead(Path);
    note(Path, !Found, static_cast<bool>(Found));
    return Found;
  }

  vfs::directory_iterator dir_begin(const Twine &Path, std::error_code &Error) override {
    vfs::directory_iterator Begin = ProxyFileSystem::dir_begin(Path, Error);
    Into.Listed.insert(absolute(Path));
    return Begin;
  }

private:
  std::string absolute(const Twine &Path) const {
    SmallString<256> Full;
    Path.toVector(Full);
    (void)makeAbsolute(Full);
    return Full.str().str();
  }

  void note(const Twine &Path, bool IsAbsent, bool IsFile) {
    if (IsAbsent)
      Into.Absent.insert(absolute(Path));
    else if (IsFile)
      Into.Read.insert(absolute(Path));
  }

  UnitInputs &Into;
};
} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> recording(IntrusiveRefCntPtr<vfs::FileSystem> Base,
                                              UnitInputs &Into) {
  return makeIntrusiveRefCnt<Recorder>(std::move(Base), Into);
}

} // namespace sc_lint
