#pragma once

#include "Rewrite.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// A group as the last member of \p Class, which is destroyed before all others, and named as
/// these are; or the group that is its last member already. Not possible if the class has no member
/// that tells where and how to say it.
Rewrite lastMember(const CXXRecordDecl &Class, const ASTContext &Context);

} // namespace clang::tidy::structured
