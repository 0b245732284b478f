#pragma once

#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// True if objects of \p Class itself are made and destroyed, and by others.
bool isDestroyed(const CXXRecordDecl &Class);

/// True if it is known that nothing waits before the members of an object of
/// \p Class go: it has no destructor of its own, or the file shows that this
/// calls nothing and does not name \p Owner, which may be null.
bool goesWithoutWaiting(const CXXRecordDecl &Class, const FieldDecl *Owner);

/// True if a destructor of \p Class itself does not wait: there is none of its own,
/// or the file shows that this calls nothing and does not name \p Owner.
bool endsWithoutWaiting(const CXXRecordDecl &Class, const FieldDecl *Owner);

} // namespace clang::tidy::structured
