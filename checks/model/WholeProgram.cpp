#include "WholeProgram.h"

namespace clang::tidy::structured {

static thread_local bool Wanted = false;

WholeProgram::WholeProgram() { Wanted = true; }

WholeProgram::~WholeProgram() { Wanted = false; }

bool WholeProgram::isWanted() { return Wanted; }

} // namespace clang::tidy::structured
