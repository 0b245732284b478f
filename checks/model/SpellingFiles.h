#pragma once

#include "SpawnTable.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/TemplateBase.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// Which files of a unit spell what the model may look at: a name of a table, or a join.
class SpellingFiles {
public:
  SpellingFiles(ASTContext &Context, const SpawnTable &Table) : Context(Context), Table(Table) {}

  /// True if the file does that \p Loc is in, a macro's text where it is used.
  bool has(SourceLocation Loc);

  /// True if a value of type \p T may stand for work, lead to it, or hold what does: no number,
  /// no std::string, no class of a file that spells nothing.
  bool mayMeanWork(QualType T);

private:
  bool mayMeanWork(const TemplateArgument &Arg);
  bool spells(llvm::StringRef Text) const;

  ASTContext &Context;
  const SpawnTable &Table;
  llvm::DenseMap<FileID, bool> Known;
};

} // namespace clang::tidy::structured
