#include "Depfile.h"
#include "clang/Basic/MakeSupport.h"
#include "clang/Frontend/DependencyOutputOptions.h"
#include "clang/Frontend/Utils.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace sc_lint {

namespace {
/// Clang's own, of files that are known already.
class Generator : public clang::DependencyFileGenerator {
public:
  Generator(const clang::DependencyOutputOptions &Options, ArrayRef<std::string> Inputs)
      : DependencyFileGenerator(Options) {
    for (const std::string &Input : Inputs)
      addDependency(Input);
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
