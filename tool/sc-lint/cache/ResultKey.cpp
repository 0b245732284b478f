#include "ResultKey.h"
#include "../Relocation.h"
#include "../TextRecord.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"
#include <elf.h>
#include <link.h>

using namespace llvm;

namespace sc_lint {

std::string digest(StringRef Text) {
  const XXH128_hash_t Hash = xxh3_128bits(arrayRefFromStringRef(Text));
  return utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
         utohexstr(Hash.low64, /*LowerCase=*/true, 16);
}

/// The GNU build id among the notes of \p Loaded, or "".
static std::string buildId(const dl_phdr_info &Loaded) {
  for (unsigned I = 0; I < Loaded.dlpi_phnum; ++I) {
    const ElfW(Phdr) &Part = Loaded.dlpi_phdr[I];
    if (Part.p_type != PT_NOTE)
      continue;
    const char *At = reinterpret_cast<const char *>(Loaded.dlpi_addr + Part.p_vaddr);
    const char *End = At + Part.p_memsz;
    while (At + sizeof(ElfW(Nhdr)) <= End) {
      const auto *Note = reinterpret_cast<const ElfW(Nhdr) *>(At);
      const char *Name = At + sizeof *Note;
      const char *Value = Name + alignTo(Note->n_namesz, 4);
      if (Note->n_type == NT_GNU_BUILD_ID && StringRef(Name, Note->n_namesz) == StringRef("GNU", 4))
        return toHex(StringRef(Value, Note->n_descsz));
      At = Value + alignTo(Note->n_descsz, 4);
    }
  }
  return "";
}

static const sys::TimePoint<> Start = std::chrono::system_clock::now();

bool isOlderThanRun(const sys::fs::file_status &Status) {
  return Status.getLastModificationTime() < Start;
}

std::string digestOfFile(const Twine &Path) {
  const auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Text ? digest((*Text)->getBuffer()) : "";
}

/// Adds to the string \p To what names \p Loaded: its build id, or else all that is in it.
static int addObject(dl_phdr_info *Loaded, size_t, void *To) {
  const std::string Path = Loaded->dlpi_name;
  std::string Id = buildId(*Loaded);
  if (Id.empty())
    Id = digestOfFile(Path.empty() ? "/proc/self/exe" : Path);
  *static_cast<std::string *>(To) += Id + "\n";
  return 0;
}

/// The name of this very program, and of the libraries that it runs with: other builds of them
/// may find something else.
static const std::string &programId() {
  static const std::string Id = [] {
    std::string All;
    dl_iterate_phdr(addObject, &All);
    return digest(All);
  }();
  return Id;
}

/// What the compiler reads of the environment.
static constexpr StringLiteral Variables[] = {"CPATH",
                                              "C_INCLUDE_PATH",
                                              "CPLUS_INCLUDE_PATH",
                                              "OBJC_INCLUDE_PATH",
                                              "OBJCPLUS_INCLUDE_PATH",
                                              "CCC_OVERRIDE_OPTIONS",
                                              "SDKROOT",
                                              "CLANG_CONFIG_FILE_SYSTEM_DIR",
                                              "CLANG_CONFIG_FILE_USER_DIR",
                                              "CLANG_NO_DEFAULT_CONFIG",
                                              "COMPILER_PATH",
                                              "GCC_EXEC_PREFIX"};

/// True if \p Effective asks for more of a file's name than what is below the project.
static bool asksForWholePaths(const clang::tidy::ClangTidyOptions &Effective) {
  return Effective.HeaderFilterRegex.value_or("") != ".*" ||
         !Effective.ExcludeHeaderFilterRegex.value_or("").empty() ||
         any_of(Effective.CheckOptions,
                [](const auto &Each) { return Each.getKey().ends_with("IgnoreTests"); });
}

std::string resultKey(const clang::tooling::CompileCommand &Command, const Options &Given,
                      const clang::tidy::ClangTidyOptions &Effective) {
  const Relocation Places(Given.Fixes.Root);
  RecordWriter All([&](StringRef Text) { return Places.portableFlag(Text); });
  All(programId());
  const bool OnlyHere = asksForWholePaths(Effective);
  All(uint64_t(OnlyHere));
  if (OnlyHere)
    All.Text += Given.Fixes.Root;
  All(Command.Directory);
  All(Command.Filename);
  All.each(Command.CommandLine, [&](const std::string &Arg) { All(Arg); });
  All(clang::tidy::configurationAsText(Effective));
  All(uint64_t(Given.NoPrefilter));
  All(uint64_t(Given.AllBodies));
  for (StringRef Name : Variables)
    All(sys::Process::GetEnv(Name).value_or("\1"));
  return digest(All.Text);
}

} // namespace sc_lint
