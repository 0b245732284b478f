#pragma once

#include "Options.h"
#include "UnitReport.h"
#include "prefilter/Prefilter.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// \p Command for our Clang, whose own headers have to be named, and without precompiled
/// headers, which are another's or out of date.
clang::tooling::CompileCommand plainCommand(const clang::tooling::CompileCommand &Command);

/// Runs the checks over one translation unit, by clang-tidy's own library, so
/// that configuration, NOLINT and header filters mean what they mean there. The files are
/// as \p Edited says. What \p Filter, if there is one, says is clean is not parsed.
UnitReport analyze(const clang::tooling::CompileCommand &Command, const Options &Given,
                   const EditedFiles &Edited, Prefilter *Filter);

} // namespace sc_lint
