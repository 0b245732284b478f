#include "CompilerFlags.h"
#include "clang/Options/Options.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace sc_lint {

/// True for "-Xclang -include-pch -Xclang FILE" at \p At, which CMake writes:
/// such a header can be read by the very compiler that wrote it, if at all.
static bool isPrecompiledHeader(ArrayRef<std::string> Args, size_t At) {
  return At + 3 < Args.size() && Args[At] == "-Xclang" && Args[At + 1] == "-include-pch" &&
         Args[At + 2] == "-Xclang";
}

/// The places of the flags that Clang's own table does not have.
static DenseSet<unsigned> unknownFlags(ArrayRef<std::string> Args) {
  std::vector<const char *> Raw;
  for (const std::string &Arg : Args)
    Raw.push_back(Arg.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  const opt::InputArgList Parsed = clang::getDriverOptTable().ParseArgs(
      Raw, MissingIndex, MissingCount, opt::Visibility(clang::options::ClangOption));
  DenseSet<unsigned> Unknown;
  for (const opt::Arg *Arg : Parsed)
    if (Arg->getOption().getKind() == opt::Option::UnknownClass ||
        StringRef(Raw[Arg->getIndex()]).starts_with("-fplugin"))
      Unknown.insert(Arg->getIndex());
  return Unknown;
}

std::vector<std::string> withoutForeignFlags(const std::vector<std::string> &Args) {
  if (Args.empty())
    return Args;
  std::vector<std::string> Kept{Args.front()}, Rest;
  for (size_t I = 1; I < Args.size(); ++I) {
    if (isPrecompiledHeader(Args, I))
      I += 3;
    else
      Rest.push_back(Args[I]);
  }
  const DenseSet<unsigned> Unknown = unknownFlags(Rest);
  for (size_t I = 0; I < Rest.size(); ++I)
    if (!Unknown.contains(static_cast<unsigned>(I)))
      Kept.push_back(Rest[I]);
  return Kept;
}

std::vector<std::string> defaultFlags() {
  std::vector<std::string> Flags{"-std=c++17", "-I."};
  for (const char *Folder : {"include", "src"})
    if (sys::fs::is_directory(Folder))
      Flags.push_back(std::string("-I") + Folder);
  return Flags;
}

} // namespace sc_lint
