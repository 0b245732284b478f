#pragma once

#include "ProgramFacts.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringSet.h"
#include <memory>
#include <set>

namespace clang::tidy::structured {

/// Looks in one unit for the functions that virtual calls may run.
class Overriders {
public:
  /// \p Names are those of virtual calls, as dispatchName() gives them.
  explicit Overriders(const std::set<std::string> &Names);

  /// Notes what the parser does not see of \p Unit: code that a condition leaves out, which may be
  /// there in another unit, and macros, which may declare a function elsewhere.
  void watch(Preprocessor &Unit);

  /// What the unit shows. Only the types of \p Context have to be complete.
  ProgramFacts find(ASTContext &Context) const;

  /// What to say where a unit could not be looked at.
  ProgramFacts unknown() const;

private:
  std::set<std::string> Names;
  llvm::StringSet<> LastNames, Hidden;
};

} // namespace clang::tidy::structured
