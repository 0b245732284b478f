#pragma once

#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// A database of the one command that is to be run.
class SingleCommand : public clang::tooling::CompilationDatabase {
public:
  explicit SingleCommand(clang::tooling::CompileCommand Command) : Command(std::move(Command)) {}
  std::vector<clang::tooling::CompileCommand> getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }
  std::vector<std::string> getAllFiles() const override { return {Command.Filename}; }

private:
  clang::tooling::CompileCommand Command;
};

/// \p Commands as a compile_commands.json.
std::string asDatabase(llvm::ArrayRef<clang::tooling::CompileCommand> Commands);

} // namespace sc_lint
