#include "tool/support/ResourceDir.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace clang::clangd {
int clangdMain(int Argc, char *Argv[]); // clangd ships no header for it.
}

int main(int Argc, char **Argv) {
  std::vector<char *> Args(Argv, Argv + Argc);
  std::string ResourceDir = "--resource-dir=" + sc_lint::clangResourceDir();
  const bool Given = llvm::any_of(Args, [](llvm::StringRef Arg) {
    return Arg.starts_with("--resource-dir") || Arg.starts_with("-resource-dir");
  });
  if (!Given)
    Args.insert(Args.begin() + 1, ResourceDir.data());
  const int Count = static_cast<int>(Args.size());
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(Count, Args.data());
}
