#include "clang-tidy/tool/ClangTidyMain.h"
#include "tool/support/ResourceDir.h"
#include <string>
#include <vector>

int main(int Argc, const char **Argv) {
  // Placed first, so that a resource directory of the user's own wins.
  std::string ResourceDir = "--extra-arg-before=-resource-dir=" + sc_lint::clangResourceDir();
  std::vector<const char *> Args(Argv, Argv + Argc);
  Args.insert(Args.begin() + 1, ResourceDir.c_str());
  Args.push_back(nullptr);
  return clang::tidy::clangTidyMain(Argc + 1, Args.data());
}
