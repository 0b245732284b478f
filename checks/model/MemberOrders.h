#pragma once

#include "Handles.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// Finds members that hold work which uses members declared after them: these
/// are made after the work has started, or destroyed before it is waited for.
class MemberOrders {
public:
  MemberOrders(const Handles &Kept, Facts &Found) : Kept(Kept), Found(Found) {}

  /// Notes that \p Value is what \p Owner is made with.
  void addInitial(const FieldDecl &Owner, const Expr *Value) {
    Holders.push_back({&Owner, Value, /*Initial=*/true});
  }

  /// Notes that \p Value is put into what \p Owner names, if that is a member of
  /// the object whose member function does so.
  void addLater(const Expr *Owner, const Expr *Value);

  /// Writes down what is in the wrong order, when all that is started is known.
  void resolve();

private:
  struct Holder {
    const FieldDecl *Owner = nullptr;
    const Expr *Value = nullptr;
    bool Initial = false;
  };

  void add(const Holder &Held, const Expr &Start, size_t Spawn);

  const Handles &Kept;
  Facts &Found;
  llvm::SmallVector<Holder> Holders;
  llvm::DenseSet<size_t> Seen; ///< A template's instantiations repeat its places.
};

} // namespace clang::tidy::structured
