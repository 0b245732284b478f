#pragma once

#include "Options.h"
#include "UnitReport.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// Runs the checks over one translation unit, by clang-tidy's own library, so
/// that configuration, NOLINT and header filters mean what they mean there. The files are
/// as \p Edited says.
UnitReport analyze(const clang::tooling::CompileCommand &Command, const Options &Given,
                   const EditedFiles &Edited);

} // namespace sc_lint
