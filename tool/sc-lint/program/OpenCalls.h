#pragma once

#include "../Options.h"
#include "../UnitReport.h"

namespace sc_lint {

/// Looks for the functions of which \p Reports ask whether they throw and do not tell. Most are
/// in files that no check has a reason to look at: those of the compile database that may define
/// one are parsed, and what they tell is added to the facts of the first report that asks.
///
/// \p Folder: names of files are shown relative to it. False if the user interrupted it.
///
/// Errors: no worker can be started.
llvm::Expected<bool> answerOpenCalls(std::vector<UnitReport> &Reports, const Options &Given,
                                     llvm::StringRef Folder);

} // namespace sc_lint
