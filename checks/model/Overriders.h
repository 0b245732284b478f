#pragma once

#include "ProgramFacts.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <set>
#include <string>

namespace clang::tidy::structured {

/// Looks in one unit for the functions that virtual calls may run.
///
/// Of some files it is to tell for all units: what another unit may see otherwise there makes a
/// call unknown.
class Overriders {
public:
  /// Files, by the names of virtual calls, as dispatchName() gives them.
  using FilesOf = std::map<std::string, std::set<std::string>>;

  explicit Overriders(const FilesOf &Asked);

  /// Notes what the parser does not show of \p Unit, which has to outlive this: code that a
  /// condition leaves out, and macros, which may declare a function elsewhere.
  void watch(Preprocessor &Unit);

  /// What the unit shows, once it is parsed.
  ProgramFacts find(ASTContext &Context) const;

  /// What to say where a unit could not be looked at.
  ProgramFacts unknown() const;

private:
  class Watcher;
  class Finder;

  using Words = std::set<std::string>;

  bool isAloneIn(const std::string &File) const;

  FilesOf Asked;
  Words LastNames;
  Preprocessor *Unit = nullptr;
  llvm::DenseMap<const FileEntry *, Words> Told; ///< What each file is to tell of.
  Words Hidden;                                  ///< What may be there and is not seen.
  llvm::DenseMap<const FileEntry *, std::vector<unsigned>> Conditions; ///< Where they begin.
};

} // namespace clang::tidy::structured
