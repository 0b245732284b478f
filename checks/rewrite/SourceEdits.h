#pragma once

#include "Rewrite.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

/// Edits of one file, gathered by the statements that they change, and refused as a whole
/// where the text does not show what the statements are.
class SourceEdits {
public:
  /// \p Within: a place of the file.
  SourceEdits(const ASTContext &Context, SourceLocation Within);

  const ASTContext &context() const { return Context; }
  StringRef text() const { return Text; } ///< Of the file.

  /// The first reason to refuse, or "".
  const std::string &refusal() const { return Refusal; }
  void refuse(std::string Why);

  /// Where \p Loc is; where the token at \p Loc ends; and where \p S ends, with the
  /// semicolon after it.
  unsigned begin(SourceLocation Loc);
  unsigned end(SourceLocation Loc);
  unsigned endWithSemicolon(const Stmt &S) { return endWithSemicolon(S.getEndLoc()); }

  void replace(unsigned Begin, unsigned End, std::string Text);
  /// Removes \p S, and its lines if nothing else stands there.
  /// Refuses what a branch or a loop consists of.
  void remove(const Stmt &S);
  /// The same for \p Written, and the semicolon after it.
  void remove(SourceRange Written);

  /// True if the place of \p Loc is in what one of the edits replaces.
  bool covers(SourceLocation Loc);

  /// Notes \p Name, of something that goes. With all of these known, code that only some
  /// configurations have may stand between edits, if it does not say one.
  void isGone(StringRef Name) { Gone.insert(Name); }
  /// True if such code stands between the edits, when these are finished.
  bool passConditions() const { return Conditions; }

  /// Where the comments begin that stand alone in the lines before \p At, which begins a
  /// statement; \p At if there are none.
  unsigned withComments(unsigned At) const;

  /// The white space before \p At in its line.
  std::string indentation(unsigned At) const;

  /// All edits, with the group \p Name declared before \p At or, up to \p End, in place of
  /// what stands there.
  Rewrite finish(std::string Name, unsigned At, unsigned End);
  /// All edits; none if they are refused.
  std::vector<FixItHint> finish();

private:
  struct Edit {
    unsigned Begin = 0, End = 0;
    std::string Text;
  };

  unsigned endWithSemicolon(SourceLocation Last);
  bool isStatementOfBlock(unsigned Begin) const;
  unsigned beforeLine(unsigned Line, StringRef After) const;
  CharSourceRange range(unsigned Begin, unsigned End) const;
  void joinRemovals();
  bool staysAsItIs(unsigned Begin, unsigned End) const;
  bool isDividedByDirectives();
  void checkText();

  const ASTContext &Context;
  const SourceManager &Sources;
  const LangOptions &Lang;
  const FileID File;
  const unsigned Start; ///< Of a token.
  const StringRef Text;
  std::vector<Edit> Edits;
  std::string Refusal;
  llvm::StringSet<> Gone;
  bool Conditions = false;
};

} // namespace clang::tidy::structured
