#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtOpenMP.h"

namespace clang::tidy::structured {

/// True if the unit at \p Context is one of OpenMP's that may have tasks.
bool mayHaveParallelTasks(ASTContext &Context);

/// Finds the tasks of OpenMP in \p Body, of \p Function or of none, that share a variable
/// of the body, or a parameter, which ends with nothing that waits for them: no taskwait,
/// taskgroup, barrier or parallel region in the whole body, and no dependences. Notes each as work
/// that is started, and where the variable dies.
///
/// Source: OpenMP 5.2, 12.5 and 15.9.5: a task may run until the next of these.
void addParallelTasks(const FunctionDecl *Function, const Stmt &Body, const Scope &In,
                      Facts &Found);

} // namespace clang::tidy::structured
