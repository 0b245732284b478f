#pragma once

#include "Facts.h"
#include "clang/AST/Decl.h"

namespace clang::tidy::structured {

/// Where in the code something stands: in a function, or lambda.
struct Place {
  Scope In;
  unsigned Number = 0; ///< Tells functions apart; 0 is none.
  const FunctionDecl *Function = nullptr;
  const FunctionDecl *Member = nullptr; ///< That function, or what the lambda is in.
  bool Instantiated = false;            ///< In what is made from a template.
  bool Dependent = false;               ///< In a template.
};

} // namespace clang::tidy::structured
