#pragma once

#include "EditedFiles.h"
#include "FixGroup.h"

namespace sc_lint {

/// Applies \p Fixes, whose places are of the files as \p To has them, one after the
/// other. A fix that is at odds with one before it is left out, and its number is put
/// into \p Clashes. What is changed is formatted by the project's own .clang-format.
///
/// Errors: a file cannot be read.
llvm::Error applyFixes(llvm::ArrayRef<const FixGroup *> Fixes, EditedFiles &To,
                       std::vector<const FixGroup *> &Clashes);

} // namespace sc_lint
