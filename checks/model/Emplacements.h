#pragma once

#include "SpawnTable.h"
#include "clang/AST/ExprCXX.h"
#include <optional>

namespace clang::tidy::structured {

/// A handle that a call puts into a container or a smart pointer.
struct Emplacement {
  const SpawnApi *Api = nullptr;     ///< What the handle is made by.
  llvm::ArrayRef<const Expr *> Args; ///< What it is made of.
  const Expr *Container = nullptr;   ///< Where it is put, or null.
  bool Ready = false;                ///< It is made before: Args holds it.
};

/// The arguments of \p Call, a member function of a container, that make what it
/// puts in place; none if it puts nothing.
llvm::ArrayRef<const Expr *> placedBy(const CXXMemberCallExpr &Call);

/// What \p Call puts in place: emplace_back and its like, push_back and its
/// like, make_unique and make_shared.
std::optional<Emplacement> emplacementBy(const CallExpr &Call, const SpawnTable &Table);

} // namespace clang::tidy::structured
