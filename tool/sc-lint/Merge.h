#pragma once

#include "UnitReport.h"

namespace sc_lint {

/// Gives all files that \p Finding names the names that \p NameOf has for them.
void renameFiles(clang::tidy::ClangTidyError &Finding,
                 llvm::function_ref<std::string(llvm::StringRef)> NameOf);

/// Makes one list of the findings of many translation units.
///
/// A finding in a header comes from each unit that includes it; it is kept
/// once. Paths become relative to \p Folder where they are below it. The order
/// is that of the files and of the places in them, whatever the order of the
/// reports was.
std::vector<clang::tidy::ClangTidyError> merge(std::vector<UnitReport> Reports,
                                               llvm::StringRef Folder);

} // namespace sc_lint
