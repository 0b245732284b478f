#include "WorkEdits.h"
#include "NameUses.h"
#include "checks/model/Expressions.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

const LambdaExpr *lambdaRunBy(const Expr &Made) {
  const auto *Lambda = dyn_cast_or_null<LambdaExpr>(workOf(Made));
  return Lambda && !isa<CoroutineBodyStmt>(Lambda->getBody()) ? Lambda : nullptr;
}

//===-- Blocks --------------------------------------------------------------------===//

/// Where, from \p Begin to \p End, lines begin in the middle of something that is to stay
/// as it is: a literal of several lines.
static llvm::SmallVector<std::pair<unsigned, unsigned>> fixedLines(unsigned Begin, unsigned End,
                                                                   const SourceEdits &In) {
  const StringRef Text = In.text();
  Lexer Raw(SourceLocation(), In.context().getLangOpts(), Text.begin(), Text.begin() + Begin,
            Text.end());
  llvm::SmallVector<std::pair<unsigned, unsigned>> Fixed;
  Token Each;
  while (!Raw.LexFromRawLexer(Each) && Raw.getBufferLocation() <= Text.begin() + End) {
    const unsigned To = Raw.getBufferLocation() - Text.begin(), From = To - Each.getLength();
    if (Text.slice(From, To).contains('\n'))
      Fixed.push_back({From, To});
  }
  return Fixed;
}

/// Takes from the lines that begin between \p Begin and \p End what \p Deep has more than
/// \p Flat.
static void unindent(unsigned Begin, unsigned End, StringRef Deep, StringRef Flat,
                     SourceEdits &To) {
  if (!Deep.starts_with(Flat) || Deep == Flat)
    return;
  const auto Fixed = fixedLines(Begin, End, To);
  const StringRef Text = To.text();
  for (size_t Line = Text.find('\n', Begin); Line < End; Line = Text.find('\n', Line + 1))
    if (Text.substr(Line + 1).starts_with(Deep) &&
        llvm::none_of(Fixed, [&](auto Each) { return Each.first <= Line && Line < Each.second; }))
      // All of it: Clang takes a space more where only spaces would be removed.
      To.replace(Line + 1, Line + 1 + Deep.size(), Flat.str());
}

void keepOnly(const CompoundStmt &Block, const Stmt &S, SourceEdits &To) {
  const unsigned Begin = To.begin(S.getBeginLoc()), End = To.end(S.getEndLoc());
  const unsigned Open = To.end(Block.getLBracLoc()), Close = To.begin(Block.getRBracLoc());
  if (!To.refusal().empty())
    return;
  const StringRef Text = To.text();
  const size_t First = Text.find_first_not_of(" \t\r\n", Open);
  if (First == Close)
    return To.replace(Begin, End, "");
  const size_t Last = Text.find_last_not_of(" \t\r\n", Close) + 1;
  const std::string Indentation = To.indentation(Begin);
  To.replace(Begin, First, "");
  unindent(First, Last, To.indentation(First), Indentation, To);
  // What follows must not become a part of a comment.
  const bool InComment = Text.slice(First, Last).contains("//");
  To.replace(Last, End, InComment && Text[End] != '\n' ? "\n" + Indentation : "");
}

//===-- Variables -----------------------------------------------------------------===//

/// True if all places in \p Body that name \p Var go by the edits.
static bool isGone(const VarDecl &Var, const Stmt &Body, SourceEdits &Edits) {
  return llvm::all_of(usesOf(&Var, Body),
                      [&](const DeclRefExpr *Ref) { return Edits.covers(Ref->getLocation()); });
}

/// The parts of \p List between its commas, but not those in brackets.
static llvm::SmallVector<StringRef> partsOf(StringRef List) {
  llvm::SmallVector<StringRef> Parts;
  int Depth = 0;
  size_t Begin = 0;
  for (size_t I = 0; I < List.size(); ++I) {
    Depth += StringRef("([{").contains(List[I]);
    Depth -= StringRef(")]}").contains(List[I]);
    if (List[I] == ',' && Depth == 0) {
      Parts.push_back(List.slice(Begin, I).trim());
      Begin = I + 1;
    }
  }
  Parts.push_back(List.substr(Begin).trim());
  return Parts;
}

void dropCaptures(const LambdaExpr &Lambda, SourceEdits &To) {
  llvm::SmallVector<bool> Stays(Lambda.getCaptureDefault() != LCD_None, true);
  for (const LambdaCapture &Each : Lambda.explicit_captures()) {
    const auto *Var = Each.capturesVariable() && !Lambda.isInitCapture(&Each)
                          ? dyn_cast<VarDecl>(Each.getCapturedVar())
                          : nullptr;
    Stays.push_back(!Var || usesOf(Var, *Lambda.getBody()).empty() ||
                    !isGone(*Var, *Lambda.getBody(), To));
  }
  if (llvm::all_of(Stays, [](bool Each) { return Each; }))
    return;
  const SourceRange List = Lambda.getIntroducerRange();
  const unsigned Begin = To.end(List.getBegin()), End = To.begin(List.getEnd());
  const auto Parts = partsOf(To.text().slice(Begin, End));
  if (Parts.size() != Stays.size())
    return To.refuse("it is written in an unusual way");
  std::string Left;
  for (unsigned I = 0; I < Parts.size(); ++I)
    if (Stays[I])
      Left += (Left.empty() ? "" : ", ") + Parts[I].str();
  To.replace(Begin, End, Left);
}

/// The statement in \p S that declares \p Var, and nothing else, or null.
static const DeclStmt *declarationOf(const VarDecl &Var, const Stmt &S) {
  if (const auto *Declared = dyn_cast<DeclStmt>(&S))
    return Declared->isSingleDecl() && Declared->getSingleDecl() == &Var ? Declared : nullptr;
  for (const Stmt *Child : S.children())
    if (const DeclStmt *Found = Child ? declarationOf(Var, *Child) : nullptr)
      return Found;
  return nullptr;
}

std::string dropVariable(const VarDecl &Var, const Stmt &Body, SourceEdits &To) {
  const std::string Name = "'" + Var.getNameAsString() + "'";
  if (To.covers(Var.getLocation()))
    return "";
  if (!isGone(Var, Body, To) || isSaidUnseen(Var, Body, To.context()))
    return Name + " is used for something else too";
  const DeclStmt *Declared = declarationOf(Var, Body);
  if (!Declared || (Var.getInit() && !isPlain(*Var.getInit())))
    return "the declaration of " + Name + " does more";
  To.remove(*Declared);
  return "";
}

} // namespace clang::tidy::structured
