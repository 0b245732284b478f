#include "ExitCode.h"
#include "Lint.h"
#include "Options.h"
#include "Pages.h"
#include "llvm/Config/llvm-config.h"
#include <fmt/core.h>

using namespace sc_lint;

static void listChecks() {
  for (const Page &P : pages())
    fmt::print("{:<32} {}\n", P.Name.str(), P.Summary.str());
}

static llvm::Error explain(llvm::StringRef Check) {
  const auto Found = pageOf(Check);
  if (!Found)
    return llvm::createStringError("there is no check '" + Check + "'; --list-checks shows all");
  fmt::print("{}\n{}\n\n{}\n", Found->Name.str(), Found->Summary.str(), Found->Text.str());
  return llvm::Error::success();
}

/// Reads the options and does what they say. Errors come back as values.
static llvm::Expected<ExitCode> run(int Argc, const char **Argv) {
  auto Given = parseOptions(Argc, Argv);
  if (!Given)
    return Given.takeError();
  switch (Given->What) {
  case Command::Lint:
    return lint(*Given);
  case Command::ListChecks:
    listChecks();
    return ExitCode::Clean;
  case Command::Explain:
    if (llvm::Error Err = explain(Given->Explained))
      return Err;
    return ExitCode::Clean;
  case Command::Help:
    printHelp();
    return ExitCode::Clean;
  case Command::Version:
    fmt::print("sc-lint {} (Clang {})\n", SC_VERSION, LLVM_VERSION_STRING);
    return ExitCode::Clean;
  }
  llvm_unreachable("every command is listed");
}

int main(int Argc, const char **Argv) {
  auto Code = run(Argc, Argv);
  if (Code)
    return static_cast<int>(*Code);
  llvm::StringRef Name = "sc-lint: ";
  std::string Message = llvm::toString(Code.takeError());
  if (!Message.empty()) // LLVM prints a wrong value of an option by itself.
    fmt::print(stderr, "{}{}\n", llvm::StringRef(Message).starts_with(Name) ? "" : Name.str(),
               Message);
  return static_cast<int>(ExitCode::Failed);
}
