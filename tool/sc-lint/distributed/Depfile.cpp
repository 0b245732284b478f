#include "Depfile.h"
#include "clang/Basic/MakeSupport.h"
#include "clang/Frontend/DependencyOutputOptions.h"
#include "clang/Frontend/Utils.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace sc_lint {

/// \p Path without "..", which Ninja takes away without looking at links.
static std::string straight(StringRef Path) {
  SmallString<256> Real;
  const bool GoesUp =
      is_contained(make_range(sys::path::begin(Path), sys::path::end(Path)), StringRef(".."));
  return GoesUp && !sys::fs::real_path(Path, Real) ? Real.str().str() : Path.str();
}

namespace {
/// Clang's own, of files that are known already.
class Generator : public clang::DependencyFileGenerator {
public:
  Generator(const clang::DependencyOutputOptions &Options, ArrayRef<std::string> Inputs)
      : DependencyFileGenerator(Options) {
    for (const std::string &Input : Inputs)
      addDependency(straight(Input));
  }
  void writeTo(raw_ostream &Out) { outputDependencyFile(Out); }
};
} // namespace

std::string depfile(StringRef Target, ArrayRef<std::string> Inputs) {
  SmallString<256> Quoted;
  clang::quoteMakeTarget(Target, Quoted);
  clang::DependencyOutputOptions Options;
  Options.OutputFile = "-"; // It is not written there, but has to be named.
  Options.Targets = {Quoted.str().str()};
  Options.IncludeSystemHeaders = true;
  std::string Text;
  raw_string_ostream Out(Text);
  Generator(Options, Inputs).writeTo(Out);
  return Text;
}

} // namespace sc_lint
