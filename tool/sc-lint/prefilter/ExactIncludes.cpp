#include "ExactIncludes.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/DependencyScanning/DependencyScanningUtils.h"
#include "clang/DependencyScanning/DependencyScanningWorker.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::dependencies;

namespace sc_lint {

struct ExactIncludes::State {
  DependencyScanningService Service{ScanningMode::DependencyDirectivesScan,
                                    ScanningOutputFormat::Make};
  DependencyScanningWorker Worker{Service, llvm::vfs::createPhysicalFileSystem()};
};

ExactIncludes::ExactIncludes() = default;
ExactIncludes::~ExactIncludes() = default;

namespace {
/// Takes the files down.
class FileList : public DependencyConsumer {
public:
  explicit FileList(llvm::StringRef Folder) : Folder(Folder) {}

  void handleDependencyOutputOpts(const DependencyOutputOptions &) override {}
  void handleFileDependency(llvm::StringRef Name) override {
    llvm::SmallString<256> Path(Name);
    llvm::sys::path::make_absolute(Folder, Path);
    llvm::sys::path::remove_dots(Path);
    Files.push_back(Path.str().str());
  }
  void handlePrebuiltModuleDependency(PrebuiltModuleDep) override { HasModules = true; }
  void handleModuleDependency(ModuleDeps) override { HasModules = true; }
  void handleDirectModuleDependency(ModuleID) override { HasModules = true; }
  void handleVisibleModule(std::string) override { HasModules = true; }
  void handleContextHash(std::string) override {}

  std::vector<std::string> Files;
  bool HasModules = false;

private:
  const std::string Folder;
};
} // namespace

std::optional<std::vector<std::string>> ExactIncludes::of(llvm::StringRef File,
                                                          const std::string &Folder,
                                                          std::vector<std::string> FrontEnd) {
  if (!Shared)
    Shared = std::make_unique<State>();
  FileList Found(Folder);
  CallbackActionController NoModules(nullptr);
  DiagnosticConsumer Counter; // Says nothing.
  FrontEnd.push_back(File.str());
  if (!Shared->Worker.computeDependencies(Folder, FrontEnd, Found, NoModules, Counter) ||
      Found.HasModules)
    return std::nullopt;
  return std::move(Found.Files);
}

} // namespace sc_lint
