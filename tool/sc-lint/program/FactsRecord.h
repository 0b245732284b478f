#pragma once

#include "../TextRecord.h"
#include "checks/model/ProgramFacts.h"

namespace sc_lint {

/// Facts for the whole program as a part of a unit's report.
void write(RecordWriter &Out, const clang::tidy::structured::ProgramFacts &Facts);
clang::tidy::structured::ProgramFacts readFacts(RecordReader &In);

/// Calls \p Do with each place that \p Facts name.
void forEachPlace(clang::tidy::structured::ProgramFacts &Facts,
                  llvm::function_ref<void(clang::tidy::structured::FilePlace &)> Do);

} // namespace sc_lint
