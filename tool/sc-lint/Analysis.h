#pragma once

#include "Options.h"
#include "UnitReport.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// Runs the checks over one translation unit, by clang-tidy's own library, so
/// that configuration, NOLINT and header filters mean what they mean there.
UnitReport analyze(const clang::tooling::CompileCommand &Command, const Options &Given);

} // namespace sc_lint
