#pragma once

#include "Place.h"
#include "checks/rewrite/FreeNames.h"

namespace clang::tidy::structured {

/// Says of calls of std::async whose future is dropped, so that they wait where they stand,
/// how a group of the scope could own their work instead.
class LooseAsyncs {
public:
  LooseAsyncs(ASTContext &Context, FreeNames &Names, Facts &Found)
      : Context(Context), Names(Names), Found(Found) {}

  /// Looks through the body of a function, or lambda, that starts work. What lambdas in it do
  /// is not part of it.
  void addBody(const Stmt &Body, const Place &At);

  /// Writes down what is known of what is dropped.
  void resolve();

private:
  void add(const Stmt &S, const Stmt &Body, const Place &At);

  ASTContext &Context;
  FreeNames &Names;
  Facts &Found;
  llvm::DenseMap<SourceLocation, Rewrite> ToGroupAt;
};

} // namespace clang::tidy::structured
