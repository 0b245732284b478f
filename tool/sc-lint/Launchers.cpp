#include "Launchers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace llvm;

namespace sc_lint {

/// "/opt/arm-none-eabi-g++-12.exe" -> "arm-none-eabi-g++-12"
static StringRef programIn(StringRef Arg) {
  Arg = Arg.substr(Arg.find_last_of("/\\") + 1);
  Arg.consume_back_insensitive(".exe");
  return Arg;
}

static bool isCompiler(StringRef Arg) {
  static const Regex Names(
      "^(.*-)?(c\\+\\+|cc|g\\+\\+|gcc|clang|clang\\+\\+|clang-cl|cl|icc|icpc|icx|icpx|nvcc|"
      "hipcc|mpicc|mpicxx|mpic\\+\\+|emcc|em\\+\\+)(-?[0-9.]+)?$");
  return Names.match(programIn(Arg));
}

void dropLaunchers(std::vector<std::string> &Args) {
  for (size_t I = 0; I < Args.size(); ++I) {
    if (isCompiler(Args[I])) {
      Args.erase(Args.begin(), Args.begin() + I);
      return;
    }
    // From here on the words are those of a compiler that we do not know.
    if (is_contained({"-c", "-o", "-x", "-I", "-D"}, Args[I]))
      return;
  }
}

bool isNvcc(const std::vector<std::string> &Args) { return programIn(Args.front()) == "nvcc"; }

void dropNvccFlags(std::vector<std::string> &Args) {
  static constexpr StringLiteral WithValue[] = {
      "-gencode",     "--generate-code",    "-ccbin",   "--compiler-bindir",
      "-arch",        "--gpu-architecture", "-code",    "--gpu-code",
      "-Xptxas",      "--ptxas-options",    "-Xcudafe", "--cudafe",
      "-Xnvlink",     "--compiler-options", "-Xnvcc",   "-Xcompiler",
      "-t",           "--threads",          "-rdc",     "--default-stream",
      "-maxrregcount"};
  std::vector<std::string> Kept;
  for (size_t I = 0; I < Args.size(); ++I) {
    if (is_contained(WithValue, Args[I]))
      ++I;
    else
      Kept.push_back(Args[I] == "cu" && Kept.back() == "-x" ? "cuda" : Args[I]);
  }
  Args = std::move(Kept);
}

} // namespace sc_lint
