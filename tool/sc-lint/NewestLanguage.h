#pragma once

#include "clang/Basic/LangOptions.h"

namespace sc_lint {

/// The newest language, to read tokens by: what it knows, older code does not say otherwise.
const clang::LangOptions &newestLanguage();

} // namespace sc_lint
