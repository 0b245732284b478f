#pragma once

#include "Options.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <memory>
#include <set>

namespace sc_lint {

/// The checks that run where nothing else is configured.
inline constexpr char DefaultChecks[] = "structured-*";

/// clang-tidy's own configuration: .clang-tidy files, or what the command line
/// puts in their place, under the command line's own words. \p Broken becomes
/// true when a .clang-tidy could not be understood.
///
/// Errors: a configuration on the command line that cannot be understood.
llvm::Expected<std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>>
makeProvider(const Options &Given, std::shared_ptr<bool> Broken = std::make_shared<bool>(false));

/// Adds the files of the configuration that may say something of \p Source, which are there, to
/// \p Files.
void addConfigurationFiles(llvm::StringRef Source, const Options &Given,
                           std::set<std::string> &Files);

/// True if the configuration changes the command of a unit.
bool changesFlags(const clang::tidy::ClangTidyOptions &Configured);

/// Errors: a glob of -checks= that matches no check, or a name of --enable= that
/// is none, with the nearest name.
llvm::Error validateChecks(const Options &Given);

/// Takes away the commands on whose files the configuration enables no check.
///
/// Errors: none is left, a .clang-tidy that cannot be understood, a header filter of the command
/// line that is no regular expression, or an option that none of our checks has.
llvm::Error keepChecked(std::vector<clang::tooling::CompileCommand> &Commands,
                        const Options &Given);

} // namespace sc_lint
