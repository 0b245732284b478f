#include "FlagToToken.h"
#include "FreeNames.h"
#include "checks/model/Expressions.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

using Use = ClassCode::Use;

//===-- What sets it, and what reads it -------------------------------------------------===//

/// The value that \p E gives \p Flag of the same object, or null.
static const Expr *valueFor(const Expr *E, const FieldDecl &Flag) {
  auto [Object, Value] = assignmentIn(*E);
  if (calledMember(E) == "store") {
    const auto *Call = cast<CXXMemberCallExpr>(E);
    Object = Call->getImplicitObjectArgument();
    Value = Call->getNumArgs() ? Call->getArg(0) : nullptr;
  }
  const auto *Named = Object ? dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts()) : nullptr;
  return Named && Named->getMemberDecl() == &Flag &&
                 isa<CXXThisExpr>(Named->getBase()->IgnoreParenImpCasts())
             ? Value
             : nullptr;
}

static std::optional<bool> literal(const Expr *E) {
  E = E ? peel(E) : nullptr;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(E); List && List->getNumInits() == 1)
    E = peel(List->getInit(0));
  if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(E); Made && Made->getNumArgs() == 1)
    E = peel(Made->getArg(0));
  const auto *Said = dyn_cast_or_null<CXXBoolLiteralExpr>(E);
  return Said ? std::optional(Said->getValue()) : std::nullopt;
}

std::optional<bool> setBy(const Stmt *S, const FieldDecl &Flag) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  return E ? literal(valueFor(E->IgnoreImplicit(), Flag)) : std::nullopt;
}

/// The expression that reads the flag by \p Of, with a load() of it.
static const Expr *readBy(const Use &Of, const ClassCode &Code) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(Code.parent(Of.At, Of));
  if (!Member)
    return Of.At;
  const bool Loads =
      nameOf(Member->getMemberDecl()) == "load" || isa<CXXConversionDecl>(Member->getMemberDecl());
  return Loads ? dyn_cast_or_null<CXXMemberCallExpr>(Code.parent(Member, Of)) : nullptr;
}

/// True if \p In, which reads the flag, asks whether it is true, and does nothing else with it.
static bool asks(const Stmt *In) {
  if (const auto *Op = dyn_cast_or_null<UnaryOperator>(In))
    return Op->getOpcode() == UO_LNot;
  if (const auto *Op = dyn_cast_or_null<BinaryOperator>(In))
    return Op->isLogicalOp();
  return isa_and_nonnull<IfStmt, WhileStmt, DoStmt, ForStmt>(In);
}

/// True if \p Of stands in a lambda inside of what the thread runs.
static bool isInInnerLambda(const Use &Of, const ClassCode &Code, const HeldDaemon &Held) {
  for (const Stmt *In = Code.parent(Of.At, Of); In; In = Code.parent(In, Of))
    if (isa<LambdaExpr>(In))
      return In != Held.Lambda;
  return false;
}

static bool isRead(const Use &Of, const ClassCode &Code, const HeldDaemon &Held) {
  const Expr *Read = Held.runs(Of) && Of.OfThis ? readBy(Of, Code) : nullptr;
  return Read && asks(Code.parent(Read, Of)) && !isInInnerLambda(Of, Code, Held);
}

/// The statement of a block that \p Of is part of, if that sets the flag to \p Value and
/// nothing else.
static const Stmt *setter(const Use &Of, bool Value, const ClassCode &Code,
                          const HeldDaemon &Held) {
  const Stmt *S = Code.statements(Of).around(Of.At);
  const bool InBlock = S && isa_and_nonnull<CompoundStmt>(Code.statements(Of).parent(S));
  return InBlock && setBy(S, *Held.Flag) == Value ? S : nullptr;
}

/// True if \p Set stands before the start, in the same block.
static bool comesBeforeStart(const Stmt &Set, const Use &Of, const ClassCode &Code,
                             const HeldDaemon &Held) {
  const StatementsOf &In = Code.statements(Of);
  const Stmt *Start = Held.Assignment ? In.around(Held.Assignment) : nullptr;
  return Start && In.parent(Start) == In.parent(&Set) && Set.getEndLoc() < Start->getBeginLoc();
}

//===-- Why it stays -----------------------------------------------------------------------===//

/// True if the flag is only set, before a start or a join, and read by the thread.
static bool isOnlyFlag(const HeldDaemon &Held, const ClassCode &Code) {
  return llvm::all_of(Code.usesOf(*Held.Flag), [&](const Use &Each) {
    if (isRead(Each, Code, Held))
      return true;
    if (const Stmt *Set = setter(Each, !Held.Stop, Code, Held))
      return comesBeforeStart(*Set, Each, Code, Held);
    const Stmt *Stops = setter(Each, Held.Stop, Code, Held);
    return Stops && llvm::any_of(Held.Joins,
                                 [&](const HeldDaemon::Join &Join) { return Join.Told == Stops; });
  });
}

/// True if nothing stands between where a thread is told to stop and its join: what does may
/// wake the thread, and has to come after the flag.
static bool areAdjacent(const HeldDaemon &Held) {
  return llvm::all_of(Held.Joins, [](const HeldDaemon::Join &Each) {
    const auto Told = llvm::find(Each.Block->body(), Each.Told); // Not in an inner block.
    return !Each.Told || (Told != Each.Block->body_end() && *std::next(Told) == Each.Whole);
  });
}

/// True if the flag says that the thread may run when it begins, and nothing is computed for
/// that.
static bool beginsUnset(const HeldDaemon &Held, const ClassCode &Code) {
  const bool SetAtStart = llvm::any_of(Code.usesOf(*Held.Flag), [&](const Use &Each) {
    return setter(Each, !Held.Stop, Code, Held);
  });
  auto Fits = [&](const Expr *Given) {
    const std::optional<bool> Value = literal(Given);
    return Value && (SetAtStart || *Value == !Held.Stop);
  };
  const auto Initials = Code.initialsOf(*Held.Flag);
  const Expr *Default = Held.Flag->getInClassInitializer();
  return llvm::all_of(Initials,
                      [&](const ClassCode::Initial &Each) { return Fits(Each.Init->getInit()); }) &&
         (Default ? Fits(Default) : SetAtStart || !Initials.empty());
}

/// True if others than the thread may call what it runs, or something is done with that.
static bool isCalledElsewhere(const HeldDaemon &Held, const ClassCode &Code) {
  const CXXMethodDecl *Run = Held.Function;
  const bool Reads = llvm::any_of(Code.usesOf(*Held.Flag), [&](const Use &Each) {
    return Run && Each.In && Each.In->getCanonicalDecl() == Run->getCanonicalDecl();
  });
  return Reads &&
         (Run->isVirtual() || Run->getAccess() != AS_private ||
          llvm::any_of(Code.usesOf(*Run), [&](const Use &Each) { return Each.At != Held.Called; }));
}

/// True if the declaration of \p Flag can go as a whole: nothing else is in it, and no comment
/// speaks of it.
static bool isPlainlyDeclared(const FieldDecl &Flag, const ASTContext &Context) {
  SourceEdits In(Context, Flag.getLocation());
  const unsigned Begin = In.begin(Flag.getBeginLoc()), End = In.end(Flag.getEndLoc());
  const StringRef Rest = In.text().substr(End).take_until([](char C) { return C == '\n'; });
  return In.refusal().empty() && !Flag.hasAttrs() && !sharesDeclaration(Flag) &&
         In.withComments(Begin) == Begin && !In.text().take_front(Begin).rtrim().ends_with("*/") &&
         Rest.trim() == ";";
}

std::string whyFlagStays(const HeldDaemon &Held, const ClassCode &Code, const ASTContext &Context) {
  if (Held.Flag->getAccess() != AS_private || !isOnlyFlag(Held, Code) ||
      isSaidUnseen(*Held.Flag, Context))
    return "it is used for something else too";
  if (!areAdjacent(Held))
    return "what stands between it and the join may wake the thread";
  if (!beginsUnset(Held, Code))
    return "it does not show what it is at first";
  if (isCalledElsewhere(Held, Code))
    return "others may call '" + Held.Function->getNameAsString() + "'";
  if (!isPlainlyDeclared(*Held.Flag, Context))
    return "more stands where it is declared";
  return "";
}

//===-- The token -----------------------------------------------------------------------------===//

std::string tokenName(const HeldDaemon &Held, const ASTContext &Context) {
  const FunctionDecl *Run = Held.Function ? Held.Function->getDefinition() : nullptr;
  for (const char *Name : {"stop", "token"})
    if ((!Held.Lambda || !isNamedIn(Name, *Held.Lambda->getBody(), Context)) &&
        (!Run || !isNamedIn(Name, *Run->getBody(), Context)))
      return Name;
  return "";
}

static void addParameter(const FunctionDecl &Function, StringRef Token, FileEdits &Edits) {
  SourceEdits &To = Edits.at(Function.getLocation());
  const FunctionTypeLoc Type = Function.getFunctionTypeLoc();
  if (!Type)
    return To.refuse("the function is declared in an unusual way");
  To.replace(To.end(Type.getLParenLoc()), To.begin(Type.getRParenLoc()),
             "sc::stop_token " + Token.str());
}

/// Gives the lambda that the thread runs the token, and the function that it only calls.
static void addToken(const HeldDaemon &Held, StringRef Token, FileEdits &Edits) {
  if (Held.Function)
    for (const FunctionDecl *Each : Held.Function->redecls())
      addParameter(*Each, Token, Edits);
  if (!Held.Lambda)
    return;
  SourceEdits &To = Edits.at(Held.Lambda->getBeginLoc());
  if (Held.Lambda->hasExplicitParameters()) {
    addParameter(*Held.Lambda->getCallOperator(), Token, Edits);
  } else {
    const unsigned At = To.end(Held.Lambda->getIntroducerRange().getEnd());
    To.replace(At, At, "(sc::stop_token " + Token.str() + ")");
  }
  if (!Held.Function)
    return;
  const auto *Only = cast<Expr>(cast<CompoundStmt>(Held.Lambda->getBody())->body_front());
  const unsigned At = To.begin(cast<CXXMemberCallExpr>(Only->IgnoreImplicit())->getRParenLoc());
  To.replace(At, At, Token.str());
}

static void rewriteRead(const Use &Of, const ClassCode &Code, const HeldDaemon &Held,
                        StringRef Token, FileEdits &Edits) {
  const Expr *Read = readBy(Of, Code);
  const auto *Not = dyn_cast_or_null<UnaryOperator>(Code.parent(Read, Of));
  std::string Text = Token.str() + ".stop_requested()";
  SourceEdits &To = Edits.at(Read->getBeginLoc());
  if (!Held.Stop && Not)
    return To.replace(To.begin(Not->getBeginLoc()), To.end(Not->getEndLoc()), Text);
  To.replace(To.begin(Read->getBeginLoc()), To.end(Read->getEndLoc()),
             (Held.Stop ? "" : "!") + Text);
}

/// Removes what a constructor gives the flag in its list.
static void removeInitial(const ClassCode::Initial &Of, FileEdits &Edits) {
  SourceEdits &To = Edits.at(Of.Init->getSourceLocation());
  llvm::SmallVector<const CXXCtorInitializer *> Written;
  for (const CXXCtorInitializer *Each : Of.In->inits())
    if (Each->isWritten())
      Written.push_back(Each);
  llvm::sort(Written, [](const CXXCtorInitializer *A, const CXXCtorInitializer *B) {
    return A->getSourceOrder() < B->getSourceOrder();
  });
  const auto At = llvm::find(Written, Of.Init);
  const unsigned Begin = To.begin(Of.Init->getSourceLocation());
  const unsigned End = To.end(Of.Init->getSourceRange().getEnd());
  if (std::next(At) != Written.end())
    return To.replace(Begin, To.begin((*std::next(At))->getSourceLocation()), "");
  if (At != Written.begin())
    return To.replace(To.end((*std::prev(At))->getSourceRange().getEnd()), End, "");
  const size_t Colon = To.text().take_front(Begin).rtrim().size();
  if (Colon == 0 || To.text()[Colon - 1] != ':')
    return To.refuse("a constructor is written in an unusual way");
  To.replace(To.text().take_front(Colon - 1).rtrim().size(), End, "");
}

/// True if the lambda uses the object that it captures for more than what goes by the edits.
static bool usesObject(const LambdaExpr &Lambda, SourceEdits &To) {
  class Finder : public RecursiveASTVisitor<Finder> {
  public:
    explicit Finder(SourceEdits &To) : To(To) {}
    bool VisitCXXThisExpr(CXXThisExpr *E) { return To.covers(E->getBeginLoc()); }

  private:
    SourceEdits &To;
  };
  return !Finder(To).TraverseStmt(Lambda.getBody());
}

/// Nothing is captured that the lambda does not use any more.
static void dropObject(const LambdaExpr &Lambda, SourceEdits &To) {
  if (usesObject(Lambda, To))
    return;
  const SourceRange List = Lambda.getIntroducerRange();
  const unsigned Begin = To.end(List.getBegin()), End = To.begin(List.getEnd());
  if (To.text().slice(Begin, End).trim() == "this")
    To.replace(Begin, End, "");
}

void flagToToken(const HeldDaemon &Held, const ClassCode &Code, StringRef Token, FileEdits &Edits) {
  addToken(Held, Token, Edits);
  for (const Use &Each : Code.usesOf(*Held.Flag)) {
    if (isRead(Each, Code, Held))
      rewriteRead(Each, Code, Held, Token, Edits);
    else if (const Stmt *Set = Code.statements(Each).around(Each.At))
      Edits.at(Set->getBeginLoc()).remove(*Set);
  }
  for (const ClassCode::Initial &Each : Code.initialsOf(*Held.Flag))
    removeInitial(Each, Edits);
  Edits.at(Held.Flag->getLocation()).remove(Held.Flag->getSourceRange());
  if (Held.Lambda && !Held.Function)
    dropObject(*Held.Lambda, Edits.at(Held.Lambda->getBeginLoc()));
}

} // namespace clang::tidy::structured
