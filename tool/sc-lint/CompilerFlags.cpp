#include "CompilerFlags.h"
#include "Launchers.h"
#include "clang/Basic/Sanitizers.h"
#include "clang/Driver/Types.h"
#include "clang/Options/Options.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
namespace options = clang::options;
namespace types = clang::driver::types;

namespace sc_lint {

/// True for a flag of the code generator or of diagnostics that Clang has under
/// this name with other values, or whose file need not be there.
static bool isForAnotherCompiler(const opt::Arg &Arg) {
  switch (Arg.getOption().getUnaliasedOption().getID()) {
  case options::OPT_flto_EQ:
  case options::OPT_fdiagnostics_format_EQ:
  case options::OPT_fprofile_use_EQ:
  case options::OPT_fprofile_instr_use:
  case options::OPT_fprofile_instr_use_EQ:
  case options::OPT_fprofile_sample_use_EQ:
  case options::OPT_fthinlto_index_EQ:
  case options::OPT_specs_EQ:
  case options::OPT_specs:
    return true;
  case options::OPT_fsanitize_EQ:
  case options::OPT_fno_sanitize_EQ:
    return any_of(Arg.getValues(), [](StringRef Value) {
      return !clang::parseSanitizerValue(Value, /*AllowGroups=*/true);
    });
  default:
    return false;
  }
}

/// The places of the words that Clang must not see.
static DenseSet<unsigned> foreignFlags(ArrayRef<std::string> Args) {
  std::vector<const char *> Raw;
  for (const std::string &Arg : Args)
    Raw.push_back(Arg.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  const opt::InputArgList Parsed = clang::getDriverOptTable().ParseArgs(
      Raw, MissingIndex, MissingCount, opt::Visibility(options::ClangOption));
  DenseSet<unsigned> Foreign;
  for (const opt::Arg *Arg : Parsed) {
    const unsigned At = Arg->getIndex();
    if (Arg->getOption().getKind() == opt::Option::UnknownClass ||
        StringRef(Raw[At]).starts_with("-fplugin"))
      Foreign.insert(At);
    else if (isForAnotherCompiler(*Arg))
      for (unsigned Word = 0; Word <= (Arg->getOption().getKind() == opt::Option::SeparateClass);
           ++Word)
        Foreign.insert(At + Word);
  }
  return Foreign;
}

static std::vector<std::string> withoutForeignFlags(const std::vector<std::string> &Args) {
  std::vector<std::string> Kept{Args.front()}, Rest;
  for (size_t I = 1; I < Args.size(); ++I) {
    if (!StringRef(Args[I]).starts_with("@")) // A response file that is not there yet.
      Rest.push_back(Args[I]);
  }
  const DenseSet<unsigned> Foreign = foreignFlags(Rest);
  for (size_t I = 0; I < Rest.size(); ++I)
    if (!Foreign.contains(static_cast<unsigned>(I)))
      Kept.push_back(Rest[I]);
  return Kept;
}

std::vector<std::string> forClang(std::vector<std::string> Args) {
  if (Args.empty())
    return Args;
  dropLaunchers(Args);
  if (isNvcc(Args))
    dropNvccFlags(Args);
  Args = withoutForeignFlags(Args);
  clang::tooling::addTargetAndModeForProgramName(Args, Args.front());
  return Args;
}

/// The language of \p Command: that of the last "-x", or of the file's name.
static types::ID languageOf(const clang::tooling::CompileCommand &Command) {
  types::ID Language = types::TY_INVALID;
  const std::vector<std::string> &Args = Command.CommandLine;
  for (size_t I = 1; I < Args.size(); ++I) {
    StringRef Name = Args[I];
    if (!Name.consume_front("-x"))
      continue;
    if (Name.empty() && I + 1 < Args.size())
      Name = Args[++I];
    Language = types::lookupTypeForTypeSpecifier(Name.str().c_str());
  }
  if (Language != types::TY_INVALID)
    return Language;
  return types::lookupTypeForExtension(sys::path::extension(Command.Filename)
                                           .drop_front(sys::path::has_extension(Command.Filename)));
}

bool isCFamily(const clang::tooling::CompileCommand &Command) {
  return types::isDerivedFromC(languageOf(Command));
}

static types::ID typeOf(StringRef File) {
  return sys::path::has_extension(File)
             ? types::lookupTypeForExtension(sys::path::extension(File).drop_front())
             : types::TY_INVALID;
}

bool isCxxSource(StringRef File) {
  return is_contained({types::TY_CXX, types::TY_CXXModule}, typeOf(File));
}

bool isHeader(StringRef File) {
  return is_contained({types::TY_CHeader, types::TY_CXXHeader}, typeOf(File));
}

std::vector<std::string> defaultFlags() {
  std::vector<std::string> Flags{"-std=c++17", "-I."};
  for (const char *Folder : {"include", "src"})
    if (sys::fs::is_directory(Folder))
      Flags.push_back(std::string("-I") + Folder);
  return Flags;
}

} // namespace sc_lint
