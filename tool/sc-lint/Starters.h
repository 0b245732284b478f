#pragma once

#include "Coverage.h"
#include "checks/model/Facts.h"
#include "llvm/Support/Error.h"

namespace sc_lint {

/// \p Found as an entry of the list SpawnApis.
std::string starterEntry(const clang::tidy::structured::Starter &Found);

/// Writes the functions of \p Reports that start what they are given to \p File, as
/// one that the option SinkConfig may name. The file is there as a whole, or as it was.
///
/// Functions of one name that start it in different ways are left out.
///
/// Errors: the file cannot be written.
llvm::Error writeStarters(llvm::ArrayRef<UnitReport> Reports, const Coverage &Seen,
                          llvm::StringRef File);

} // namespace sc_lint
