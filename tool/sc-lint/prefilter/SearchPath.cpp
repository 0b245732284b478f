#include "SearchPath.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;

namespace sc_lint {

/// Puts the folders that \p Invocation searches into \p To, in their order.
static void addFolders(const CompilerInvocation &Invocation, DiagnosticsEngine &Diags,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                       llvm::StringRef WorkingFolder, SearchPath &To) {
  FileManager Manager(Invocation.getFileSystemOpts(), std::move(Files));
  SourceManager Sources(Diags, Manager);
  HeaderSearch Search(Invocation.getHeaderSearchOpts(), Sources, Diags, Invocation.getLangOpts(),
                      /*Target=*/nullptr);
  ApplyHeaderSearchOptions(Search, Invocation.getHeaderSearchOpts(), Invocation.getLangOpts(),
                           llvm::Triple(Invocation.getTargetOpts().Triple));
  const HeaderSearch &Found = Search;
  for (auto It = Found.search_dir_begin(); It != Found.search_dir_end(); ++It) {
    if (It == Found.angled_dir_begin())
      To.FirstAngled = To.Folders.size();
    if (It == Found.system_dir_begin())
      To.FirstSystem = To.Folders.size();
    To.IsUnusual |= !It->isNormalDir();
    llvm::SmallString<256> Folder(It->getName());
    llvm::sys::path::make_absolute(WorkingFolder, Folder);
    To.Folders.push_back(Folder.str().str());
  }
  if (Found.angled_dir_begin() == Found.search_dir_end())
    To.FirstAngled = To.Folders.size();
  if (Found.system_dir_begin() == Found.search_dir_end())
    To.FirstSystem = To.Folders.size();
}

std::unique_ptr<SearchPath> readSearchPath(const tooling::CompileCommand &Command) {
  auto Path = std::make_unique<SearchPath>();
  const auto Files = recording(
      llvm::IntrusiveRefCntPtr(llvm::vfs::createPhysicalFileSystem().release()), Path->Asked);
  if (Files->setCurrentWorkingDirectory(Command.Directory))
    return nullptr;
  std::vector<const char *> Args;
  for (const std::string &Arg : Command.CommandLine)
    Args.push_back(Arg.c_str());
  DiagnosticOptions Plain;
  CreateInvocationOptions How;
  How.VFS = Files;
  How.Diags =
      CompilerInstance::createDiagnostics(*Files, Plain, new IgnoringDiagConsumer, /*Own=*/true);
  How.CC1Args = &Path->FrontEnd;
  const std::unique_ptr<CompilerInvocation> Invocation = createInvocation(Args, How);
  if (!Invocation || Invocation->getFrontendOpts().Inputs.size() != 1)
    return nullptr;
  Path->FrontEnd.insert(Path->FrontEnd.begin(), Command.CommandLine.front());
  Path->FrontEnd.pop_back();
  const LangOptions &Lang = Invocation->getLangOpts();
  const PreprocessorOptions &Before = Invocation->getPreprocessorOpts();
  Path->IsCxx = Lang.CPlusPlus;
  Path->HasOpenMp = Lang.OpenMP;
  const HeaderSearchOptions &Search = Invocation->getHeaderSearchOpts();
  // C++20 has modules, which are of account where some are imported.
  const bool HasModules = (Lang.Modules && !Lang.CPlusPlusModules) || Search.ImplicitModuleMaps ||
                          !Search.PrebuiltModuleFiles.empty() ||
                          !Search.PrebuiltModulePaths.empty() ||
                          !Invocation->getFrontendOpts().ModuleFiles.empty() ||
                          !Invocation->getFrontendOpts().ModuleMapFiles.empty();
  Path->IsUnusual = HasModules || Lang.MSVCCompat || !Search.VFSOverlayFiles.empty() ||
                    !Before.MacroIncludes.empty() || !Before.ImplicitPCHInclude.empty() ||
                    !Before.ChainedIncludes.empty() || !Before.RemappedFiles.empty();
  Path->Forced = Before.Includes;
  for (const auto &[Macro, IsUndefined] : Before.Macros)
    if (!IsUndefined)
      Path->Macros.push_back(Macro);
  addFolders(*Invocation, *How.Diags, Files, Command.Directory, *Path);
  return Path;
}

/// True if \p Arg says where an output goes, in the word after it.
static bool namesOutput(llvm::StringRef Arg) {
  return Arg == "-o" || Arg == "-MF" || Arg == "-MT" || Arg == "-MQ";
}

/// What two commands have in common if they only differ in their files.
static std::string flagsOf(const tooling::CompileCommand &Command) {
  std::string Flags = Command.Directory;
  const std::vector<std::string> &Args = Command.CommandLine;
  const llvm::StringRef Name = llvm::sys::path::filename(Command.Filename);
  for (size_t I = 0; I < Args.size(); ++I) {
    if (namesOutput(Args[I]))
      ++I;
    else if (llvm::sys::path::filename(Args[I]) != Name)
      Flags += '\0' + Args[I];
  }
  // The language follows from it.
  return Flags + '\0' + llvm::sys::path::extension(Name).str();
}

const SearchPath *SearchPaths::of(const tooling::CompileCommand &Command) {
  const auto [Known, IsNew] = ByFlags.try_emplace(flagsOf(Command));
  if (IsNew)
    Known->second = readSearchPath(Command);
  return Known->second.get();
}

} // namespace sc_lint
